package dev.tomthumb.ops;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Slows down whoever guesses the token: an address may fail {@value #AT_ONCE} times at once and then once every few
 * seconds; until then nothing it says is even looked at. Right tokens cost nothing.
 *
 * <p>Of IPv6 the first 64 bits count, for one visitor has all that follow. Only the addresses that failed last are
 * remembered, so that a flood of them takes no memory. Behind a proxy that does not tell addresses apart everybody shares
 * one; sessions that have begun go on. So whoever types tokens into the console and programs that send them are counted
 * apart: the first must not keep the second from purging.
 */
final class Attempts {
    private static final Logger LOG = System.getLogger(Attempts.class.getName());
    private static final int AT_ONCE = 10;
    private static final Duration ONE_MORE = Duration.ofSeconds(6);
    private static final Duration TOLD_AGAIN = Duration.ofMinutes(1);
    private static final int TOO_MANY = 429;
    private static final int MOST_ADDRESSES = 1024;
    private static final int GROUPS_OF_A_NETWORK = 4;

    private final InstantSource clock;
    /** When all failures of an address are forgiven. */
    private final Map<String, Instant> forgiven = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    /** From when on an address is worth another line in the log. */
    private final Map<String, Instant> told = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    Attempts(InstantSource clock) {
        this.clock = clock;
    }

    /** How long this address has to wait before it may try again; empty = it may. */
    synchronized Optional<Duration> wait(@Nullable String address) {
        Instant end = forgiven.get(network(address));
        if (end == null) {
            return Optional.empty();
        }
        Duration debt = Duration.between(clock.instant(), end);
        Duration allowed = ONE_MORE.multipliedBy(AT_ONCE - 1L);
        return debt.compareTo(allowed) > 0 ? Optional.of(debt.minus(allowed)) : Optional.empty();
    }

    /**
     * Refuses whoever has to wait, and says how long.
     *
     * @throws MistakeException 429
     */
    void refuseTooMany(HttpServletRequest request, HttpServletResponse response) throws MistakeException {
        Optional<Duration> wait = wait(request.getRemoteAddr());
        if (wait.isPresent()) {
            long seconds = wait.get().toSeconds() + 1;
            response.setHeader("Retry-After", Long.toString(seconds));
            throw new MistakeException(
                    TOO_MANY,
                    List.of("Too many wrong tokens came from your address; please try again in " + seconds + " s."));
        }
    }

    /** It was wrong: an operator is told, at most once a minute of each address. */
    synchronized void failed(@Nullable String address) {
        Instant now = clock.instant();
        String network = network(address);
        if (told.getOrDefault(network, Instant.MIN).isBefore(now)) {
            told.put(network, now.plus(TOLD_AGAIN));
            LOG.log(
                    Level.WARNING,
                    "A wrong token for the pages of operators came from {0}; others from there within a minute are not told.",
                    String.valueOf(address).replaceAll("\\p{Cntrl}", "?"));
        }
        forgiven.merge(network, now.plus(ONE_MORE), (end, fresh) -> end.isAfter(now) ? end.plus(ONE_MORE) : fresh);
    }

    synchronized int size() {
        return forgiven.size();
    }

    /** The first four groups of an IPv6 address as it stands there, or as many as are written; others whole. */
    private static String network(@Nullable String address) {
        if (address == null) {
            return "";
        }
        int at = -1;
        for (int group = 0; group < GROUPS_OF_A_NETWORK; group++) {
            int colon = address.indexOf(':', at + 1);
            if (colon < 0 || colon + 1 < address.length() && address.charAt(colon + 1) == ':') {
                return colon < 0 ? address : address.substring(0, colon);
            }
            at = colon;
        }
        return address.substring(0, at);
    }
}
