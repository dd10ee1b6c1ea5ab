package dev.tomthumb.cache.disk;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Purges as records, and as questions to entries. */
final class PurgeRecord {
    private static final byte[] NOTHING = {};

    private PurgeRecord() {}

    /** @param before the sequence before which the purge holds */
    static RecordWriter of(Purge purge, long before) {
        if (purge instanceof Purge.Prefix prefix) {
            return RecordWriter.purge(RecordHeader.Kind.PURGE_PREFIX, prefix.bytes(), before);
        }
        if (purge instanceof Purge.Original original) {
            return RecordWriter.purge(RecordHeader.Kind.PURGE_ORIGINAL, utf8(original.name()), before);
        }
        if (purge instanceof Purge.Tag tag) {
            return RecordWriter.purge(RecordHeader.Kind.PURGE_TAG, utf8(tag.name()), before);
        }
        return RecordWriter.purge(RecordHeader.Kind.PURGE_ALL, NOTHING, before);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The purge that a record is about. */
    static Purge read(Descriptor record) {
        return switch (record.kind()) {
            case PURGE_PREFIX -> new Purge.Prefix(record.key());
            case PURGE_ORIGINAL -> new Purge.Original(new String(record.key(), StandardCharsets.UTF_8));
            case PURGE_TAG -> new Purge.Tag(new String(record.key(), StandardCharsets.UTF_8));
            default -> new Purge.All();
        };
    }

    /** Whether an entry with these labels is meant. */
    static boolean means(Purge purge, byte[] key, Labels labels) {
        if (purge instanceof Purge.Prefix prefix) {
            return prefix.matches(key);
        }
        if (purge instanceof Purge.Original original) {
            return labels.original().equals(original.name());
        }
        if (purge instanceof Purge.Tag tag) {
            return labels.tags().contains(tag.name());
        }
        return true;
    }

    /** Whether an entry is meant, wherever it lies. */
    static Predicate<Entry> test(Purge purge) {
        if (purge instanceof Purge.Prefix prefix) {
            return entry -> prefix.matches(entry.key);
        }
        if (purge instanceof Purge.Original original) {
            int hash = LabelBytes.hash(original.name());
            return entry -> entry.original == hash;
        }
        if (purge instanceof Purge.Tag tag) {
            int hash = LabelBytes.hash(tag.name());
            return entry -> LabelBytes.contains(entry.tags, hash);
        }
        return entry -> true;
    }
}
