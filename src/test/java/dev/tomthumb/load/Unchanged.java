package dev.tomthumb.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bar: of 1,000 renditions whose time is over and whose originals S3 says are unchanged, none is made again. */
final class Unchanged implements Scenario {
    private static final int RENDITIONS = 1000;
    private static final int VISITORS = 8;

    @Override
    public String name() {
        return "unchanged";
    }

    @Override
    public Verdict run() throws Exception {
        List<String> keys =
                IntStream.range(0, RENDITIONS).mapToObj(i -> i + ".jpg").toList();
        try (Bucket bucket = new Bucket(name())) {
            bucket.put(keys, Pictures.small().with("max-age=1"));
            Map<String, String> settings = new HashMap<>(bucket.settings());
            settings.putAll(Lifetimes.SHORT);
            try (Site site = Site.start(name(), settings)) {
                List<String> urls =
                        keys.stream().map(key -> "/s3/" + key + "?w=64").toList();
                List<Answer> first = allOf(site, urls);
                Thread.sleep(Lifetimes.OVER_MILLIS);
                site.forget();
                List<Answer> again = allOf(site, urls);
                return verdict(first, again, site.counts());
            }
        }
    }

    private static Verdict verdict(List<Answer> first, List<Answer> again, Site.Counts counts) {
        Map<String, Long> results = again.stream()
                .collect(Collectors.groupingBy(
                        answer -> answer.status() + " " + answer.result(), TreeMap::new, Collectors.counting()));
        boolean met = results.equals(Map.of("200 RefreshHit", (long) RENDITIONS))
                && counts.of("rendered") == 0
                && counts.of("unchanged") == RENDITIONS;
        Table table = new Table(
                "renditions",
                "first answers",
                "answers when their time was over",
                "304 from S3",
                "renders",
                "median, ms",
                "bar");
        table.row(
                String.valueOf(RENDITIONS),
                first.stream().filter(answer -> answer.status() == 200).count() + " × 200",
                results.toString(),
                String.valueOf(counts.of("unchanged")),
                String.valueOf(counts.of("rendered")),
                Numbers.text(Numbers.median(again.stream().map(Answer::millis).toList())),
                met ? "met" : "MISSED");
        return new Verdict(table, met);
    }

    /** Some visitors share the list. */
    private static List<Answer> allOf(Site site, List<String> urls) throws Exception {
        List<Answer> answers = new ArrayList<>();
        for (int from = 0; from < urls.size(); from += VISITORS) {
            answers.addAll(Crowd.ask(site.uri(), urls.subList(from, Math.min(urls.size(), from + VISITORS)))
                    .answers());
        }
        return answers;
    }
}
