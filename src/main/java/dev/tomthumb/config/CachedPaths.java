package dev.tomthumb.config;

import static dev.tomthumb.config.UnreadableException.about;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Paths of the host application whose answers are kept.
 *
 * @param pattern which ones
 * @param minTtl how long an answer is used at least, whatever it says of itself
 * @param defaultTtl how long if it says nothing
 * @param maxTtl at most so long
 */
public record CachedPaths(PathPattern pattern, Duration minTtl, Duration defaultTtl, Duration maxTtl) {
    /** CloudFront's greatest. */
    private static final Duration YEAR = Duration.ofDays(365);

    private static final SettingReader<Duration> TTL = AmountReaders.duration("0", "3650d");

    static SettingReader<List<CachedPaths>> list() {
        return SettingReader.of(
                "`/charts/*`, `/charts/* = 10min` (the default TTL) or `/charts/* = 0, 10min, 1d` (minimum, default, maximum); "
                        + "several separated by `;` or line ends",
                text -> {
                    List<CachedPaths> all = new ArrayList<>();
                    for (String entry : Readers.parts(text, "[;\\r\\n]")) {
                        CachedPaths paths = read(entry);
                        for (CachedPaths earlier : all) {
                            if (earlier.pattern().equals(paths.pattern())) {
                                throw new UnreadableException(paths.pattern() + " is there twice");
                            }
                        }
                        all.add(paths);
                    }
                    return List.copyOf(all);
                });
    }

    private static CachedPaths read(String entry) throws UnreadableException {
        int equals = entry.indexOf('=');
        PathPattern pattern = PathPattern.read((equals < 0 ? entry : entry.substring(0, equals)).strip());
        if (equals < 0) {
            return new CachedPaths(pattern, Duration.ZERO, Duration.ZERO, YEAR);
        }
        List<Duration> ttls = new ArrayList<>();
        for (String ttl : entry.substring(equals + 1).split(",", -1)) {
            ttls.add(TTL.read(ttl.strip()));
        }
        return switch (ttls.size()) {
            case 1 -> of(entry, pattern, Duration.ZERO, ttls.get(0), max(YEAR, ttls.get(0)));
            case 3 -> of(entry, pattern, ttls.get(0), ttls.get(1), ttls.get(2));
            default -> throw about(entry, "has neither one TTL nor three");
        };
    }

    private static CachedPaths of(String entry, PathPattern pattern, Duration min, Duration otherwise, Duration max)
            throws UnreadableException {
        if (min.compareTo(max) > 0) {
            throw about(entry, "has a minimum above its maximum");
        }
        return new CachedPaths(pattern, min, otherwise, max);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** As an operator would write it. */
    @Override
    public String toString() {
        return pattern + " = " + minTtl + ", " + defaultTtl + ", " + maxTtl;
    }
}
