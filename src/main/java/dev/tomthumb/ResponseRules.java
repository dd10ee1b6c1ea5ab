package dev.tomthumb;

import dev.tomthumb.config.CachedPaths;
import dev.tomthumb.config.ResponseSettings;
import dev.tomthumb.config.Settings;
import dev.tomthumb.engine.responses.Asking;
import dev.tomthumb.http.caching.FreshnessPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From settings to what applies to the host application's paths. */
final class ResponseRules {
    /** However long ago something changed. */
    private static final Duration LONGEST_HEURISTIC = Duration.ofDays(1);

    private record Rule(CachedPaths paths, Asking.Policies policies) {}

    private final List<Rule> rules = new ArrayList<>();

    ResponseRules(Settings settings) {
        for (CachedPaths paths : settings.get(ResponseSettings.RESPONSES)) {
            Duration error = settings.get(ResponseSettings.RESPONSES_ERROR_TTL);
            rules.add(new Rule(
                    paths,
                    new Asking.Policies(
                            policy(settings, paths, paths.defaultTtl()),
                            policy(settings, paths, shorter(error, paths)))));
        }
    }

    /** Errors of pages that are otherwise kept only by their own word are kept for the error TTL, too. */
    private static Duration shorter(Duration error, CachedPaths paths) {
        boolean own = paths.defaultTtl().isZero() || error.compareTo(paths.defaultTtl()) < 0;
        return own ? error : paths.defaultTtl();
    }

    private static FreshnessPolicy policy(Settings settings, CachedPaths paths, Duration otherwise) {
        double heuristic = settings.get(ResponseSettings.RESPONSES_HEURISTIC);
        return new FreshnessPolicy(
                paths.minTtl(),
                otherwise,
                paths.maxTtl(),
                settings.get(ResponseSettings.RESPONSES_STALE_WHILE_REVALIDATE),
                settings.get(ResponseSettings.RESPONSES_STALE_IF_ERROR),
                heuristic > 0
                        ? Optional.of(new FreshnessPolicy.Heuristic(heuristic, LONGEST_HEURISTIC))
                        : Optional.empty(),
                settings.get(ResponseSettings.RESPONSES_OBEY_REQUESTS));
    }

    /** Whether anything is kept at all. */
    boolean any() {
        return !rules.isEmpty();
    }

    /** What applies to a path; empty if its answers are not kept. */
    Optional<Asking.Policies> of(String path) {
        for (Rule rule : rules) {
            if (rule.paths().pattern().matches(path)) {
                return Optional.of(rule.policies());
            }
        }
        return Optional.empty();
    }
}
