package dev.tomthumb.cache.disk;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Labels as bytes: the original, then the tags, each as its length in bytes (4, big-endian) and its UTF-8. No labels are
 * no bytes. In memory a label is a hash: two that share one are purged together, which costs a cache nothing but the
 * making of an entry.
 *
 * @param bytes as they are stored
 * @param original hash of the original's name, 0 for none
 * @param tags hashes of the tags, ascending, or null
 */
@SuppressWarnings("ArrayRecordComponent")
record LabelBytes(byte[] bytes, int original, int @Nullable [] tags) {
    static final LabelBytes NONE = new LabelBytes(new byte[0], 0, null);

    static LabelBytes of(Labels labels) {
        if (labels.original().isEmpty() && labels.tags().isEmpty()) {
            return NONE;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        add(out, labels.original());
        labels.tags().forEach(tag -> add(out, tag));
        return new LabelBytes(out.toByteArray(), originalHash(labels.original()), hashes(labels.tags()));
    }

    private static void add(ByteArrayOutputStream out, String label) {
        byte[] text = label.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(0, text.length).array());
        out.writeBytes(text);
    }

    /** @throws BufferUnderflowException if they are no labels */
    static Labels read(ByteBuffer in) {
        if (!in.hasRemaining()) {
            return Labels.NONE;
        }
        String original = text(in);
        Set<String> tags = new LinkedHashSet<>();
        while (in.hasRemaining()) {
            tags.add(text(in));
        }
        return new Labels(original, tags);
    }

    private static String text(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] text = new byte[length];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** The hash of a label, which is not 0. */
    static int hash(String label) {
        int hash = label.hashCode();
        return hash == 0 ? 1 : hash;
    }

    /** The hash of the original's name; 0 for none. */
    static int originalHash(String original) {
        return original.isEmpty() ? 0 : hash(original);
    }

    /** The hashes of the tags; null for none, as nearly all entries have none. */
    static int @Nullable [] hashes(Set<String> tags) {
        return tags.isEmpty()
                ? null
                : tags.stream().mapToInt(LabelBytes::hash).sorted().toArray();
    }

    static boolean contains(int @Nullable [] hashes, int hash) {
        return hashes != null && Arrays.binarySearch(hashes, hash) >= 0;
    }
}
