package dev.tomthumb.cache.disk;

import org.jspecify.annotations.Nullable;

/**
 * What an entry can be purged by, in 64 bits: so few that those of all entries, side by side, are looked through in a
 * moment, and that only the few entries that may be meant need be looked at themselves, which lie all over the memory.
 *
 * <pre>
 *   63             59                  14 13         10 9                0
 *  +----------------+-- - - --+----------+-------------+-----------------+
 *  |to the 1st place|   ...   | the 10th |    tags     |    original     |
 *  |     5 bits     |         |  5 bits  | 1 bit each  |   of its hash   |
 *  +----------------+-- - - --+----------+-------------+-----------------+
 * </pre>
 *
 * <p>Keys of one store have long beginnings in common and differ then, and a purge may name any beginning; but most end
 * where a word ends. So a key is cut at {@value #PLACES} places that follow from what is before them, and of all that is
 * before each of them there are {@value #PLACE_BITS} bits of a hash. A prefix is compared up to its last place, and each
 * place behind the first byte that is not the same lets one entry in 32 pass.
 */
final class Outline {
    private static final int PLACES = 10;
    private static final int PLACE_BITS = 5;
    /** A place is behind the first byte after a word, and so many bytes behind the last place at the latest. */
    private static final int LONGEST = 16;

    private static final int ORIGINAL_BITS = 10;
    private static final int TAG_BITS = 4;
    private static final long ORIGINAL_MASK = (1L << ORIGINAL_BITS) - 1;
    private static final int GOLDEN = 0x9e3779b9;

    private Outline() {}

    /** The outline of an entry. */
    static long of(Entry entry) {
        return of(entry.key, entry.original, entry.tags);
    }

    /**
     * The same.
     *
     * @param original the original's hash, 0 for none
     * @param tags the tags' hashes
     */
    static long of(byte[] key, int original, int @Nullable [] tags) {
        return Beginnings.of(key).bits | tags(tags) | original(original);
    }

    /**
     * What is known of the beginnings of a key, or of a prefix.
     *
     * @param bits up to each place
     * @param mask which bits those are
     */
    private record Beginnings(long bits, long mask) {
        static Beginnings of(byte[] key) {
            long bits = 0;
            int places = 0;
            int hash = 0;
            int since = 0;
            boolean inWord = false;
            for (int i = 0; i < key.length && places < PLACES; i++) {
                boolean wordGoesOn = isInWord(key[i]);
                boolean wordEnds = inWord && !wordGoesOn;
                inWord = wordGoesOn;
                hash = 31 * hash + key[i];
                since++;
                if (wordEnds || since == LONGEST) {
                    bits = bits << PLACE_BITS | hash * GOLDEN >>> Integer.SIZE - PLACE_BITS;
                    places++;
                    since = 0;
                }
            }
            return places == 0
                    ? new Beginnings(0, 0)
                    : new Beginnings(bits << Long.SIZE - PLACE_BITS * places, -1L << Long.SIZE - PLACE_BITS * places);
        }

        /** As in names of files: hyphens are, and so are letters that are not ASCII. */
        private static boolean isInWord(byte character) {
            int lower = character | 0x20;
            return character < 0
                    || character >= '0' && character <= '9'
                    || lower >= 'a' && lower <= 'z'
                    || character == '-'
                    || character == '_';
        }
    }

    private static long tags(int @Nullable [] tags) {
        long outline = 0;
        if (tags != null) {
            for (int tag : tags) {
                outline |= tag(tag);
            }
        }
        return outline;
    }

    private static long tag(int tag) {
        return 1L << ORIGINAL_BITS + (spread(tag) & TAG_BITS - 1);
    }

    private static long original(int original) {
        return spread(original) & ORIGINAL_MASK;
    }

    /** The hash of a text depends in its last bits on little of it. */
    private static int spread(int hash) {
        int mixed = hash * GOLDEN;
        return mixed ^ mixed >>> 16;
    }

    /**
     * Which outlines are looked for.
     *
     * @param mask the bits that count
     * @param wanted what they are
     */
    record Query(long mask, long wanted) {
        /** Everything. */
        static final Query ANY = new Query(0, 0);

        private static final int AT_ONCE = 8;

        /** Tells the entries that a purge may mean from most of those that it does not. */
        static Query of(Purge purge) {
            if (purge instanceof Purge.Prefix prefix) {
                Beginnings beginnings = Beginnings.of(prefix.bytes());
                return new Query(beginnings.mask, beginnings.bits);
            }
            if (purge instanceof Purge.Original original) {
                return new Query(ORIGINAL_MASK, original(LabelBytes.hash(original.name())));
            }
            if (purge instanceof Purge.Tag tag) {
                long bit = tag(LabelBytes.hash(tag.name()));
                return new Query(bit, bit);
            }
            return ANY;
        }

        /**
         * Lists the places of the outlines whose entries may be meant. Purges are rare, so this runs as code that is not
         * compiled yet, or not well: it asks once for several outlines whether there is one among them.
         *
         * @param count how many outlines there are
         * @param places gets the places, ascending
         * @return how many they are
         */
        int select(long[] outlines, int count, int[] places) {
            int found = 0;
            int at = 0;
            for (; at + AT_ONCE <= count; at += AT_ONCE) {
                if (isOneOf(outlines, at)) {
                    found = select(outlines, at, at + AT_ONCE, places, found);
                }
            }
            return select(outlines, at, count, places, found);
        }

        /** A number or its negation has the sign bit, unless it is 0. */
        private boolean isOneOf(long[] outlines, int at) {
            long a = outlines[at] & mask ^ wanted;
            long b = outlines[at + 1] & mask ^ wanted;
            long c = outlines[at + 2] & mask ^ wanted;
            long d = outlines[at + 3] & mask ^ wanted;
            long e = outlines[at + 4] & mask ^ wanted;
            long f = outlines[at + 5] & mask ^ wanted;
            long g = outlines[at + 6] & mask ^ wanted;
            long h = outlines[at + 7] & mask ^ wanted;
            return ((a | -a) & (b | -b) & (c | -c) & (d | -d) & (e | -e) & (f | -f) & (g | -g) & (h | -h)) >= 0;
        }

        private int select(long[] outlines, int from, int to, int[] places, int already) {
            int found = already;
            for (int i = from; i < to; i++) {
                if ((outlines[i] & mask) == wanted) {
                    places[found++] = i;
                }
            }
            return found;
        }
    }
}
