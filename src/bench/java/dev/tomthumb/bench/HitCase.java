package dev.tomthumb.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What is asked of every server.
 *
 * @param tier where it lies in ours
 * @param kilobytes of the picture, about
 * @param conditional whether the asker holds it, so that the answer is 304
 */
record HitCase(Tier tier, int kilobytes, boolean conditional) {
    /** Where a rendition lies. */
    enum Tier {
        /** As Java objects. */
        HEAP,
        /** In the disk tier's files, which the operating system's memory holds. */
        DISK
    }

    static final int[] KILOBYTES = {4, 20, 100};

    static List<HitCase> all() {
        List<HitCase> all = new ArrayList<>();
        for (Tier tier : Tier.values()) {
            for (int kilobytes : KILOBYTES) {
                all.add(new HitCase(tier, kilobytes, false));
            }
        }
        all.add(new HitCase(Tier.HEAP, KILOBYTES[1], true));
        return all;
    }

    @Override
    public String toString() {
        return conditional ? "304" : tier.name().toLowerCase(java.util.Locale.ROOT) + " " + kilobytes + " KB";
    }
}
