package dev.tomthumb.cache.disk;

import org.jspecify.annotations.Nullable;

/**
 * What memory holds of an entry: 72 bytes beside those of the key. Where it lies changes when its record is copied; then
 * and when it is replaced the {@linkplain EntryTable table's} lock of its key is held.
 */
final class Entry {
    /** How much use is remembered. */
    private static final byte MOST_USE = 3;

    final byte[] key;
    final int hash;
    /** Hash of the original's name, 0 for none. */
    final int original;
    /** Hashes of the tags, ascending. */
    final int @Nullable [] tags;
    /** Of this value in this process. */
    final int id;

    /** The next one in the same slot of the table. */
    @Nullable
    Entry next;

    /** Its place in the row of its part of the table. */
    int index;

    Segment segment;
    int offset;
    /** Of its record. */
    long sequence;

    final int length;
    /** Written after {@link #shadows}, so that who sees an entry expired sees that as well. */
    volatile long expires;

    /** How often it was used since its record was written. Threads that use it at once may count one for two. */
    private byte use;

    private volatile boolean pinned;

    /** Whether records of the key may lie somewhere that would be found at the next start although this entry has gone. */
    private boolean shadows;

    /** @param replaced what the key had until now */
    Entry(Descriptor record, Segment segment, int id, @Nullable Entry replaced) {
        this.key = record.key();
        this.hash = record.hash();
        this.original = record.original();
        this.tags = record.tags();
        this.id = id;
        this.segment = segment;
        this.offset = record.offset();
        this.sequence = record.sequence();
        this.length = record.length();
        this.expires = record.expires();
        this.shadows = replaced != null;
        this.use = replaced == null ? 0 : (byte) Math.max(1, replaced.use);
    }

    /** Its record keeps the time it was written with: when it expires before that, it must not come back by it. */
    void expireAt(long time) {
        boolean earlier = time != DiskStore.NEVER && (expires == DiskStore.NEVER || time < expires);
        if (earlier) {
            shadow();
        }
        expires = time;
    }

    boolean isExpired(long now) {
        return expires != DiskStore.NEVER && expires <= now;
    }

    boolean liesIn(Segment there, int at) {
        return segment == there && offset == at;
    }

    boolean shadows() {
        return shadows;
    }

    /** A record has been seen that would be found at the next start although this entry has gone. */
    void shadow() {
        shadows = true;
    }

    void used() {
        if (use < MOST_USE) {
            use++;
        }
    }

    int use() {
        return pinned ? MOST_USE : use;
    }

    /** It was written again for the use it had; from now on it needs to be used again. */
    void discount() {
        if (use > 0) {
            use--;
        }
    }

    boolean isPinned() {
        return pinned;
    }

    void pin(boolean on) {
        pinned = on;
    }
}
