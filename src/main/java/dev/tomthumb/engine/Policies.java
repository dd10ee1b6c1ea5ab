package dev.tomthumb.engine;

import dev.tomthumb.http.caching.FreshnessPolicy;
import dev.tomthumb.model.Problem;
import java.time.Duration;

/** What an operator decides about the time that things are kept. Serves all threads. */
public interface Policies {
    /** As CloudFront where nothing is set, without stale pictures. */
    Policies DEFAULT = new Policies() {
        private final FreshnessPolicy policy = new FreshnessPolicy(
                Duration.ofSeconds(1),
                Duration.ofDays(1),
                Duration.ofDays(365),
                Duration.ZERO,
                Duration.ZERO,
                java.util.Optional.empty(),
                false);

        @Override
        public FreshnessPolicy freshness(String reference) {
            return policy;
        }

        @Override
        public Duration remembered(Problem problem) {
            return problem.remembered();
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(2);
        }
    };

    /**
     * How long renditions of an original are used.
     *
     * @param reference as {@code SourceRef.toString} writes it
     */
    FreshnessPolicy freshness(String reference);

    /** How long a refusal is repeated without trying again; zero = not at all. */
    Duration remembered(Problem problem);

    /** How long a visitor waits for a slow origin before he gets a stale picture, where there is one. */
    Duration patience();
}
