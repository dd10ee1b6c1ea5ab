package dev.tomthumb.source;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Reads a stream whole under a ceiling.
 *
 * <p>Memory follows what has really arrived: a length that an origin merely declares never allocates more than
 * {@value #FIRST_BUFFER} bytes, and the buffer doubles from there. Before it does, {@link Room} is taken:
 * for all of a declared length at once, else in two steps.
 */
public final class ByteLimit {
    private static final int FIRST_BUFFER = 64 * 1024;
    /** What is read without asking for room where no length is declared. */
    private static final int UNCOUNTED = 256 * 1024;
    /** The room then asked for first: enough for most originals, where the ceiling would keep others waiting. */
    private static final int USUAL = 4 * 1024 * 1024;
    /** Larger reads make the JDK allocate native memory of the same size, once per thread and for good. */
    private static final int LARGEST_READ = 64 * 1024;
    /** The longest array every JVM can make. */
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private ByteLimit() {}

    /**
     * Reads to the declared length, or to the end if none is declared. Does not close {@code in}.
     *
     * @param in the original
     * @param declared what the origin says its length is, in bytes
     * @param room the ceiling, and what is asked before memory is allocated
     * @return exactly the bytes read
     * @throws ImageException {@code ORIGINAL_TOO_LARGE} before anything is read if too much is declared, or as soon as
     *     one byte too many arrives; {@code ORIGINAL_INCOMPLETE} if the stream ends before the declared length
     * @throws IOException from {@code in}
     */
    public static byte[] read(InputStream in, OptionalLong declared, Room room) throws IOException, ImageException {
        long ceiling = Math.min(room.ceiling(), LARGEST_ARRAY);
        if (declared.isPresent() && declared.getAsLong() > ceiling) {
            throw tooLarge(ceiling);
        }
        // Without a declared length one byte over the ceiling is asked for, to tell "exactly full" from "too large".
        int wanted = (int) Math.min(declared.orElse(ceiling + 1), LARGEST_ARRAY);
        byte[] buffer = new byte[Math.min(wanted, FIRST_BUFFER)];
        int roomFor = declared.isPresent() ? FIRST_BUFFER : UNCOUNTED;
        int count = 0;
        while (count < wanted) {
            if (count == buffer.length) {
                if (count >= roomFor) {
                    roomFor = declared.isEmpty() && count < USUAL ? Math.min(USUAL, wanted) : wanted;
                    // While the buffer grows, the old one and the new one are both there.
                    room.take(2L * roomFor);
                }
                buffer = Arrays.copyOf(buffer, grown(buffer.length, wanted));
            }
            int read = in.read(buffer, count, Math.min(buffer.length - count, LARGEST_READ));
            if (read < 0) {
                break;
            }
            count += read;
        }
        if (count > ceiling) {
            throw tooLarge(ceiling);
        }
        if (declared.isPresent() && count < wanted) {
            throw incomplete(count, wanted);
        }
        return count == buffer.length ? buffer : Arrays.copyOf(buffer, count);
    }

    private static int grown(int length, int wanted) {
        return (int) Math.min(2L * length, wanted);
    }

    private static ImageException tooLarge(long ceiling) {
        return new ImageException(
                Problem.ORIGINAL_TOO_LARGE, "The original is larger than the " + ceiling + " bytes that are accepted.");
    }

    private static ImageException incomplete(int count, int wanted) {
        return new ImageException(
                Problem.ORIGINAL_INCOMPLETE,
                "The original was cut short: " + count + " of " + wanted + " bytes arrived.");
    }
}
