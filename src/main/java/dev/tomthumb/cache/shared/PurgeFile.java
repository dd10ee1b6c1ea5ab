package dev.tomthumb.cache.shared;

import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.InvalidationText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * Purges as a text, one on each line: see {@link InvalidationText}. A line that was in the list before and has been gathered
 * into this one begins with its own time, in seconds by the store's clock; the others have the object's.
 *
 * <pre>
 * tomthumb purges 1
 * tag product%3A42
 * @1795413600 original s3%3A%2F%2Fphotos%2Fcat.jpg
 * end 1f2e3d4c
 * </pre>
 *
 * <p>The last line has the CRC32C (RFC 3720, appendix B.4) of all lines before it.
 */
final class PurgeFile {
    private static final String FIRST = "tomthumb purges 1\n";
    private static final String LAST = "end ";

    private PurgeFile() {}

    /**
     * A purge.
     *
     * @param at its own time; empty = the object's
     */
    record Entry(Invalidation what, OptionalLong at) {}

    /** What a text holds. */
    sealed interface Content {
        /** Purges. */
        record Purges(List<Entry> entries) implements Content {
            public Purges {
                entries = List.copyOf(entries);
            }
        }

        /** It began as a list of purges, and nobody knows of which. */
        record Damaged() implements Content {}

        /** Something else. */
        record Foreign() implements Content {}
    }

    static byte[] write(List<Entry> entries) {
        StringBuilder text = new StringBuilder(FIRST);
        entries.forEach(entry -> text.append(line(entry)));
        return ended(text);
    }

    /**
     * As many texts as it takes.
     *
     * @param most bytes of lines in each of them; a longer line has one of its own
     */
    static List<byte[]> write(List<Entry> entries, int most) {
        List<byte[]> all = new ArrayList<>();
        StringBuilder text = new StringBuilder(FIRST);
        for (Entry entry : entries) {
            String line = line(entry);
            if (text.length() > FIRST.length() && text.length() + line.length() > most) {
                all.add(ended(text));
                text = new StringBuilder(FIRST);
            }
            text.append(line);
        }
        if (text.length() > FIRST.length()) {
            all.add(ended(text));
        }
        return all;
    }

    private static String line(Entry entry) {
        String time = entry.at().isPresent() ? "@" + entry.at().getAsLong() + ' ' : "";
        return time + InvalidationText.write(entry.what()) + '\n';
    }

    private static byte[] ended(StringBuilder text) {
        String sum = checksum(text.toString());
        return text.append(LAST).append(sum).append('\n').toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Never throws. A line that is not understood makes all of it damaged: no purge is left out. */
    static Content read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        if (!text.startsWith(FIRST)) {
            return new Content.Foreign();
        }
        int last = text.lastIndexOf("\n" + LAST) + 1;
        if (last == 0 || !text.substring(last).equals(LAST + checksum(text.substring(0, last)) + "\n")) {
            return new Content.Damaged();
        }
        List<Entry> entries = new ArrayList<>();
        for (String line : text.substring(FIRST.length(), last).lines().toList()) {
            Optional<Entry> entry = entry(line);
            if (entry.isEmpty()) {
                return new Content.Damaged();
            }
            entries.add(entry.get());
        }
        return new Content.Purges(entries);
    }

    private static Optional<Entry> entry(String line) {
        if (!line.startsWith("@")) {
            return InvalidationText.read(line).map(what -> new Entry(what, OptionalLong.empty()));
        }
        int blank = line.indexOf(' ');
        if (blank < 0 || !line.substring(1, blank).matches("[0-9]{1,15}")) {
            return Optional.empty();
        }
        OptionalLong at = OptionalLong.of(Long.parseLong(line.substring(1, blank)));
        return InvalidationText.read(line.substring(blank + 1)).map(what -> new Entry(what, at));
    }

    private static String checksum(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.US_ASCII));
        return Long.toHexString(sum.getValue());
    }
}
