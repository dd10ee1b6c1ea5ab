package dev.tomthumb.engine;

import dev.tomthumb.http.caching.CacheControl;
import dev.tomthumb.model.Lifetime;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What an origin's {@code Cache-Control} says to a cache that many share, as a duration (RFC 9111, sections 4.2.1 and 5.2.2). */
final class SaidLifetime {
    private SaidLifetime() {}

    /**
     * How long the answer may be used unasked: zero for what must be asked each time, and where a number cannot be read
     * (RFC 9111, section 4.2.1: such an answer counts as stale); empty if nothing is said. {@code Expires} needs the
     * origin's {@code Date} to be more than a guess, and is left to whoever knows it.
     */
    static Optional<Duration> of(Lifetime said) {
        CacheControl control = control(said);
        if (control.noCache() || control.noStore() || control.isPrivate()) {
            return Optional.of(Duration.ZERO);
        }
        OptionalLong shared = control.seconds("s-maxage");
        OptionalLong seconds = shared.isPresent() ? shared : control.seconds("max-age");
        return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty();
    }

    /** Whether a store may keep it at all (RFC 9111, sections 5.2.2.5 and 5.2.2.7). */
    static boolean mayBeStored(Lifetime said) {
        CacheControl control = control(said);
        return !control.noStore() && !control.isPrivate();
    }

    private static CacheControl control(Lifetime said) {
        return CacheControl.ofResponse(said.targeted(), said.cacheControl());
    }
}
