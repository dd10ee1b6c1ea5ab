package dev.tomthumb.cache.ehcache.cluster;

import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.InvalidationText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * One purge, as nodes tell each other and keep it: {@code <id> <milliseconds of the epoch> <}{@link
 * InvalidationText}{@code >}.
 *
 * @param id by which a node knows that it has obeyed already
 * @param at when it was ordered, by the clock of the node that was told
 * @param what is declared old
 */
record PurgeLine(String id, Instant at, Invalidation what) {
    private static final int PARTS = 3;

    String text() {
        return id + ' ' + at.toEpochMilli() + ' ' + InvalidationText.write(what);
    }

    /** Empty for a line that is none, as the end of a file that was being written may be. */
    static Optional<PurgeLine> read(String line) {
        String[] parts = line.split(" ", PARTS);
        if (parts.length < PARTS || parts[0].isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant at = Instant.ofEpochMilli(Long.parseLong(parts[1]));
            return InvalidationText.read(parts[2]).map(what -> new PurgeLine(parts[0], at, what));
        } catch (NumberFormatException | DateTimeException none) {
            return Optional.empty();
        }
    }
}
