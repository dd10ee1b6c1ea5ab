package dev.tomthumb.codec.metadata;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.model.ImageException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * IPTC datasets (IPTC-IIM 4.2, chapter 1): each a marker, record, number, length and value. Reading ends at the first
 * that is damaged.
 */
final class IptcBlock {
    private static final int MARKER = 0x1c;
    private static final int HEAD_BYTES = 5;
    private static final int APPLICATION = 2;
    /** By-line, credit and copyright notice. */
    private static final List<Integer> COPYRIGHT = List.of(80, 110, 116);

    private final List<Dataset> datasets = new ArrayList<>();

    /** One value. */
    @SuppressWarnings("ArrayRecordComponent")
    record Dataset(int envelope, int number, byte[] value) {
        /** Of record 1, number 90: in which characters the others are written. */
        boolean tellsCharacters() {
            return envelope == 1 && number == 90;
        }

        boolean isCopyright() {
            return envelope == APPLICATION && COPYRIGHT.contains(number) && value.length > 0;
        }
    }

    private IptcBlock() {}

    static IptcBlock read(byte[] block) {
        IptcBlock iptc = new IptcBlock();
        try {
            iptc.add(ByteReader.bigEndian(block, "IPTC"));
        } catch (ImageException cutOff) {
            // What came before the cut still counts.
        }
        return iptc;
    }

    private void add(ByteReader bytes) throws ImageException {
        for (long at = 0; bytes.has(at, HEAD_BYTES) && bytes.u8(at) == MARKER; ) {
            int length = bytes.u16(at + 3);
            if (length > Short.MAX_VALUE) {
                // A length of a length: for objects larger than any text.
                return;
            }
            datasets.add(new Dataset(bytes.u8(at + 1), bytes.u8(at + 2), bytes.bytes(at + HEAD_BYTES, length)));
            at += HEAD_BYTES + length;
        }
    }

    List<Dataset> datasets() {
        return datasets;
    }

    /** Author, credit and copyright alone; empty if none of them is told. */
    Optional<byte[]> copyright() {
        if (datasets.stream().noneMatch(Dataset::isCopyright)) {
            return Optional.empty();
        }
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (Dataset dataset : datasets) {
            if (dataset.isCopyright() || dataset.tellsCharacters()) {
                block.write(MARKER);
                block.write(dataset.envelope);
                block.write(dataset.number);
                block.write(dataset.value.length >> 8);
                block.write(dataset.value.length);
                block.writeBytes(dataset.value);
            }
        }
        return Optional.of(block.toByteArray());
    }
}
