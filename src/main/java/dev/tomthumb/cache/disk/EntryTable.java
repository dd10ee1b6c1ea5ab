package dev.tomthumb.cache.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries by key: a hash table in {@value #STRIPES} parts, each with its own lock, held for a few hundred
 * nanoseconds. Entries are chained by themselves, which saves an object for each.
 */
final class EntryTable {
    private static final int STRIPES = 256;

    private final Stripe[] stripes = new Stripe[STRIPES];
    private final LongAdder count = new LongAdder();

    EntryTable() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /** An entry and where its record lies; the segment stays until it is {@linkplain Segment#release released}. */
    record Located(Entry entry, Segment segment, int offset) {}

    private Stripe stripe(int hash) {
        return stripes[spread(hash) & STRIPES - 1];
    }

    /** Keys' hashes differ in few bits often enough. */
    private static int spread(int hash) {
        int mixed = hash * 0x9e3779b9;
        return mixed ^ mixed >>> 15;
    }

    long size() {
        return count.sum();
    }

    Optional<Entry> find(DiskKey key) {
        Stripe stripe = stripe(key.hash());
        synchronized (stripe) {
            return Optional.ofNullable(stripe.find(key));
        }
    }

    /** The entry, with its segment taken for reading. */
    Optional<Located> locate(DiskKey key) {
        Stripe stripe = stripe(key.hash());
        synchronized (stripe) {
            Entry entry = stripe.find(key);
            return entry == null ? Optional.empty() : Optional.of(located(entry));
        }
    }

    /** The same for an entry that was found before; empty if it has gone. */
    Optional<Located> locate(Entry entry) {
        Stripe stripe = stripe(entry.hash);
        synchronized (stripe) {
            return stripe.has(entry) ? Optional.of(located(entry)) : Optional.empty();
        }
    }

    private static Located located(Entry entry) {
        // Always possible: a segment is given up after the last of its entries has left this table.
        entry.segment.acquire();
        return new Located(entry, entry.segment, entry.offset);
    }

    /** Puts an entry in place of that of an equal key, which is returned. */
    Optional<Entry> put(DiskKey key, Entry entry) {
        Stripe stripe = stripe(entry.hash);
        long outline = Outline.of(entry);
        synchronized (stripe) {
            Entry old = stripe.find(key);
            if (old != null) {
                stripe.remove(old);
            } else {
                count.increment();
            }
            stripe.add(entry, outline);
            return Optional.ofNullable(old);
        }
    }

    Optional<Entry> remove(DiskKey key) {
        Stripe stripe = stripe(key.hash());
        synchronized (stripe) {
            Entry old = stripe.find(key);
            if (old != null) {
                stripe.remove(old);
                count.decrement();
            }
            return Optional.ofNullable(old);
        }
    }

    /** Removes this very entry; returns whether it was there. */
    boolean remove(Entry entry) {
        Stripe stripe = stripe(entry.hash);
        synchronized (stripe) {
            boolean there = stripe.has(entry);
            if (there) {
                stripe.remove(entry);
                count.decrement();
            }
            return there;
        }
    }

    /** Whether this very entry is there. */
    boolean has(Entry entry) {
        Stripe stripe = stripe(entry.hash);
        synchronized (stripe) {
            return stripe.has(entry);
        }
    }

    /** Tells an entry that its record lies elsewhere now; returns whether it is still there. */
    boolean move(Entry entry, Log.Place to) {
        Stripe stripe = stripe(entry.hash);
        synchronized (stripe) {
            if (!stripe.has(entry)) {
                return false;
            }
            entry.segment = to.segment();
            entry.offset = to.record().offset();
            entry.sequence = to.record().sequence();
            return true;
        }
    }

    /** Removes all entries that {@code doomed} is true for, and tells {@code gone} of each. */
    void removeIf(Predicate<Entry> doomed, Consumer<Entry> gone) {
        removeIf(Outline.Query.ANY, doomed, gone);
    }

    /** The same, asking {@code doomed} only for entries that {@code outline} may mean. */
    void removeIf(Outline.Query outline, Predicate<Entry> doomed, Consumer<Entry> gone) {
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                for (Entry entry : stripe.matching(outline, doomed)) {
                    stripe.remove(entry);
                    count.decrement();
                    gone.accept(entry);
                }
            }
        }
    }

    /** The entries that {@code wanted} is true for, which is asked only for those that {@code outline} may mean. */
    List<Entry> matching(Outline.Query outline, Predicate<Entry> wanted) {
        List<Entry> found = new ArrayList<>();
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                found.addAll(stripe.matching(outline, wanted));
            }
        }
        return found;
    }

    /** The entries of one part, as they are now; parts are counted from 0 to {@link #parts}. */
    List<Entry> part(int number) {
        synchronized (stripes[number]) {
            return stripes[number].matching(Outline.Query.ANY, entry -> true);
        }
    }

    int parts() {
        return STRIPES;
    }

    /**
     * A part. Its entries are there twice: in chains, to be found by their keys, and in a row, in no order, beside a row of
     * their {@linkplain Outline outlines}, to be gone through.
     */
    private static final class Stripe {
        private static final int LEAST = 8;

        private @Nullable Entry[] slots = new Entry[LEAST];
        private Entry[] entries = new Entry[LEAST];
        private long[] outlines = new long[LEAST];
        private int size;

        /** Not the bits that chose the stripe. */
        private int slot(int hash) {
            return spread(hash) >>> 8 & slots.length - 1;
        }

        @Nullable
        Entry find(DiskKey key) {
            Entry entry = slots[slot(key.hash())];
            while (entry != null && !(entry.hash == key.hash() && key.matches(entry.key))) {
                entry = entry.next;
            }
            return entry;
        }

        boolean has(Entry wanted) {
            return wanted.index < size && entries[wanted.index] == wanted;
        }

        void add(Entry entry, long outline) {
            if (size >= slots.length) {
                growSlots();
            }
            if (size == entries.length) {
                growRows();
            }
            link(entry);
            entry.index = size;
            entries[size] = entry;
            outlines[size] = outline;
            size++;
        }

        private void link(Entry entry) {
            int slot = slot(entry.hash);
            entry.next = slots[slot];
            slots[slot] = entry;
        }

        private void growSlots() {
            slots = new Entry[2 * slots.length];
            for (int i = 0; i < size; i++) {
                link(entries[i]);
            }
        }

        /** In small steps: there are many entries, and room for those that are not there yet is lost. */
        private void growRows() {
            int room = size + size / LEAST;
            entries = Arrays.copyOf(entries, room);
            outlines = Arrays.copyOf(outlines, room);
        }

        /** @param doomed one that is there */
        void remove(Entry doomed) {
            unlink(doomed);
            size--;
            Entry last = entries[size];
            last.index = doomed.index;
            entries[doomed.index] = last;
            outlines[doomed.index] = outlines[size];
            vacate(size);
        }

        private void unlink(Entry doomed) {
            int slot = slot(doomed.hash);
            Entry entry = slots[slot];
            if (entry == doomed) {
                slots[slot] = doomed.next;
            } else {
                while (entry != null && entry.next != doomed) {
                    entry = entry.next;
                }
                if (entry != null) {
                    entry.next = doomed.next;
                }
            }
            doomed.next = null;
        }

        /** What is not there is not kept in memory. */
        @SuppressWarnings("NullAway") // nobody reads at or behind the size
        private void vacate(int at) {
            entries[at] = null;
        }

        /**
         * Candidates are listed before the first is looked at: a processor waits for many places of the memory at once if
         * finding the next does not depend on what is in the last.
         */
        List<Entry> matching(Outline.Query outline, Predicate<Entry> wanted) {
            int[] candidates = new int[size];
            int count = outline.select(outlines, size, candidates);
            List<Entry> found = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Entry entry = entries[candidates[i]];
                if (wanted.test(entry)) {
                    found.add(entry);
                }
            }
            return found;
        }
    }
}
