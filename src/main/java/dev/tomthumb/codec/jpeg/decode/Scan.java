package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A scan: which coefficients of which components follow, and how they are coded (T.81, B.2.3).
 *
 * @param parts its components, in the order in which an MCU has them
 * @param first the first coefficient, in zig-zag order
 * @param last the last coefficient
 * @param high how many low bits the coefficients lacked before, 0 if this is the first scan that has them
 * @param low how many low bits they lack after it
 * @param restartInterval MCUs between two restart markers; 0 if there are none
 * @param dataStart where its data begins
 */
record Scan(List<Part> parts, int first, int last, int high, int low, int restartInterval, int dataStart) {
    private static final int MOST_SHIFT = 13;

    /**
     * A component of the scan with the codes in force; a progressive scan needs one of them at most.
     *
     * @param component which
     * @param dcCode code of its differences
     * @param acCode code of its other coefficients
     */
    record Part(FrameComponent component, Optional<HuffmanCode> dcCode, Optional<HuffmanCode> acCode) {
        HuffmanCode dc() throws ImageException {
            return present(dcCode);
        }

        HuffmanCode ac() throws ImageException {
            return present(acCode);
        }

        private static HuffmanCode present(Optional<HuffmanCode> code) throws ImageException {
            return code.orElseThrow(() -> Refusals.damaged("it uses a Huffman table that it does not define"));
        }
    }

    /** Reads an SOS segment; what sequential scans say of coefficients is ignored, as they always have all. */
    static Scan of(Segment segment, Frame frame, Tables tables) throws ImageException {
        int count = segment.u8(0);
        if (count < 1 || count > frame.components().size()) {
            throw Refusals.damaged("a scan has " + count + " components");
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(part(segment, 1 + 2 * i, frame, tables));
        }
        if (parts.stream().map(Part::component).distinct().count() < count) {
            throw Refusals.damaged("a scan has a component twice");
        }
        int interval = tables.restartInterval();
        if (!frame.progressive()) {
            return new Scan(List.copyOf(parts), 0, 63, 0, 0, interval, segment.end());
        }
        int at = 1 + 2 * count;
        int shifts = segment.u8(at + 2);
        Scan scan = new Scan(
                List.copyOf(parts),
                segment.u8(at),
                segment.u8(at + 1),
                shifts >> 4,
                shifts & 15,
                interval,
                segment.end());
        scan.requirePossible();
        return scan;
    }

    private static Part part(Segment segment, int at, Frame frame, Tables tables) throws ImageException {
        int identifier = segment.u8(at);
        int dc = segment.u8(at + 1) >> 4;
        int ac = segment.u8(at + 1) & 15;
        if (dc >= Tables.SLOTS || ac >= Tables.SLOTS) {
            throw Refusals.damaged("a scan uses a table that does not exist");
        }
        for (FrameComponent component : frame.components()) {
            if (component.identifier() == identifier) {
                return new Part(component, tables.dc(dc), tables.ac(ac));
            }
        }
        throw Refusals.damaged("a scan has a component that is not in its frame");
    }

    /** What a progressive scan may contain (T.81, G.1.1.1). */
    private void requirePossible() throws ImageException {
        boolean band = first == 0 ? last == 0 : last >= first && last < 64 && parts.size() == 1;
        boolean shift = low <= MOST_SHIFT && (high == 0 || low == high - 1);
        if (!band || !shift) {
            throw Refusals.damaged(
                    "a scan has the coefficients " + first + " to " + last + " from bit " + high + " to bit " + low);
        }
    }

    /** Whether its MCUs have blocks of several components; else an MCU is one block (T.81, A.2.2). */
    boolean interleaved() {
        return parts.size() > 1;
    }

    /** Its coefficients, as a set of bits. */
    long band() {
        return (last == 63 ? -1L : (1L << last + 1) - 1) & -1L << first;
    }

    /** Whether it needs to know which coefficients earlier scans found not to be zero (T.81, G.1.2.3). */
    boolean needsHistory() {
        return high > 0 && first > 0;
    }

    boolean has(FrameComponent component) {
        return parts.stream().anyMatch(part -> part.component().equals(component));
    }

    /** The most blocks in an MCU. */
    int mcuBlocks() {
        return interleaved()
                ? parts.stream()
                        .mapToInt(part ->
                                part.component().across() * part.component().down())
                        .sum()
                : 1;
    }
}
