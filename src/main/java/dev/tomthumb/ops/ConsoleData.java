package dev.tomthumb.ops;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.cache.OriginalCache;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /tomthumb/console/data}: how things stand now, for a page that keeps what was before. Reads counters and asks
 * nobody, so that it may be called every second.
 */
final class ConsoleData {
    private static final int MOST_LISTED = 12;
    private static final int MOST_REFUSALS = 25;

    private final Tomthumb tomthumb;
    private final Metrics metrics;
    private final TopLists lists;
    private final WarmPage warm;

    ConsoleData(Tomthumb tomthumb, Metrics metrics, TopLists lists, WarmPage warm) {
        this.tomthumb = tomthumb;
        this.metrics = metrics;
        this.lists = lists;
        this.warm = warm;
    }

    /** JSON; times are milliseconds since 1970, durations seconds. */
    String text() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("at", tomthumb.now().toEpochMilli());
        all.put("version", Tomthumb.version());
        all.put("context", tomthumb.site().name());
        all.put("cache", tomthumb.cache().describe());
        all.put("lacks", lacks());
        all.put("limits", limits());
        all.put("metrics", SampleTable.of(Exposition.text(tomthumb, metrics)));
        all.put("hottest", hottest());
        all.put("slowest", slowest());
        all.put("refusals", refusals());
        all.put("warming", warm.members());
        return Json.text(all);
    }

    private List<String> lacks() {
        List<String> lacks = new ArrayList<>();
        tomthumb.cache().lack().ifPresent(lacks::add);
        tomthumb.codecsLack().ifPresent(lacks::add);
        Optional<String> originals = tomthumb.originalCache().flatMap(OriginalCache::lack);
        originals.ifPresent(lacks::add);
        return lacks;
    }

    /** What gauges are measured against. */
    private Map<String, Object> limits() {
        Runtime jvm = Runtime.getRuntime();
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("queue", tomthumb.queueSize());
        limits.put("renderMemory", tomthumb.permits().budget());
        limits.put("heapUsed", jvm.totalMemory() - jvm.freeMemory());
        limits.put("heap", jvm.maxMemory());
        return limits;
    }

    private Map<String, Object> hottest() {
        TopLists.Top<HeavyHitters.Hitter<TopLists.Hot>> top = lists.hottest(MOST_LISTED);
        List<Object> items = new ArrayList<>();
        for (HeavyHitters.Hitter<TopLists.Hot> hitter : top.items()) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("original", hitter.known().original());
            item.put("size", hitter.known().size());
            item.put("format", hitter.known().format());
            item.put("bytes", hitter.known().bytes());
            item.put("count", hitter.count());
            item.put("error", hitter.error());
            items.add(item);
        }
        return listed(top, items);
    }

    private Map<String, Object> slowest() {
        TopLists.Top<Slowest.Slow> top = lists.slowest(MOST_LISTED);
        List<Object> items = new ArrayList<>();
        for (Slowest.Slow slow : top.items()) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("original", TopLists.cut(slow.original().toString()));
            item.put("bytes", slow.bytes());
            item.put("renditions", slow.renditions());
            item.put("worst", slow.worstNanos() / 1e9);
            item.put("mean", slow.totalNanos() / 1e9 / slow.renditions());
            items.add(item);
        }
        return listed(top, items);
    }

    private static Map<String, Object> listed(TopLists.Top<?> top, List<Object> items) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("since", top.since().toEpochMilli());
        list.put("items", items);
        return list;
    }

    private List<Object> refusals() {
        List<Object> items = new ArrayList<>();
        for (Refusals.Refusal refusal : lists.refusals(MOST_REFUSALS)) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("asked", refusal.asked());
            item.put("code", refusal.code());
            item.put("status", refusal.status());
            item.put("sentence", refusal.sentence());
            item.put("times", refusal.times());
            item.put("last", refusal.last().toEpochMilli());
            items.add(item);
        }
        return items;
    }
}
