package dev.tomthumb.ops;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.cache.OriginalCache;
import dev.tomthumb.model.ImageFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether it works, tried and not remembered.
 *
 * @param broken why nobody is served well: this instance should get no requests
 * @param degraded what is missing while pictures are served all the same
 * @param facts what is running, line by line
 */
record Health(List<String> broken, List<String> degraded, List<String> facts) {
    /** Without these two no site can be served; every other format has a stand-in. */
    private static final Set<ImageFormat> NEEDED = Set.of(ImageFormat.JPEG, ImageFormat.PNG);

    Health {
        broken = List.copyOf(broken);
        degraded = List.copyOf(degraded);
        facts = List.copyOf(facts);
    }

    /** Looks now: makes and reads back one small picture per format, asks the cache and the queue. */
    static Health of(Tomthumb tomthumb) {
        Health health = judge(
                        SelfCheck.failures(tomthumb.codecs()),
                        tomthumb.codecs().writable(),
                        tomthumb.cache().lack(),
                        facts(tomthumb))
                .butLacking(tomthumb.codecsLack())
                .butLacking(tomthumb.originalCache().flatMap(OriginalCache::lack));
        for (String lack : tomthumb.sharedLacks()) {
            health = health.butLacking(Optional.of(lack));
        }
        return health;
    }

    /** The same with one more thing that is missing while pictures are served all the same. */
    Health butLacking(Optional<String> lack) {
        List<String> lacks = new ArrayList<>(degraded);
        lack.ifPresent(lacks::add);
        return new Health(broken, lacks, facts);
    }

    static Health judge(
            Map<ImageFormat, String> failures,
            Set<ImageFormat> writable,
            Optional<String> cacheLack,
            List<String> facts) {
        List<String> broken = new ArrayList<>();
        List<String> degraded = new ArrayList<>();
        failures.forEach((format, why) ->
                (NEEDED.contains(format) ? broken : degraded).add(format.token() + " does not work: " + why));
        NEEDED.stream()
                .filter(format -> !writable.contains(format))
                .sorted()
                .forEach(format -> broken.add(format.token() + " cannot be written"));
        cacheLack.ifPresent(lack -> degraded.add("cache: " + lack));
        return new Health(broken, degraded, facts);
    }

    private static List<String> facts(Tomthumb tomthumb) {
        List<String> facts = new ArrayList<>(List.of(
                "version: " + Tomthumb.version(),
                "context: " + tomthumb.site().name(),
                "cache: " + tomthumb.cache().describe(),
                "reads: " + tokens(tomthumb.codecs().readable()),
                "writes: " + tokens(tomthumb.codecs().writable()),
                "queue: " + tomthumb.engine().working() + " at work, "
                        + tomthumb.engine().queued() + " waiting"));
        facts.addAll(tomthumb.sharedFacts());
        return facts;
    }

    private static String tokens(Collection<ImageFormat> formats) {
        return formats.stream().map(ImageFormat::token).sorted().collect(Collectors.joining(", "));
    }

    boolean works() {
        return broken.isEmpty();
    }

    /** The page: the verdict in the first line, then the reasons, then the facts. */
    String text() {
        StringBuilder text = new StringBuilder(verdict()).append('\n');
        broken.forEach(reason -> text.append("broken: ").append(reason).append('\n'));
        degraded.forEach(reason -> text.append("degraded: ").append(reason).append('\n'));
        facts.forEach(fact -> text.append(fact).append('\n'));
        return text.toString();
    }

    private String verdict() {
        if (!works()) {
            return "Tomthumb does not work";
        }
        return degraded.isEmpty() ? "Tomthumb is running" : "Tomthumb is running, degraded";
    }
}
