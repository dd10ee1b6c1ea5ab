package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import java.util.Optional;

/** The boxes of an ISO base media file (ISO/IEC 14496-12, section 4.2), one after the other. */
final class IsoBoxes {
    private static final int HEADER_BYTES = 8;
    private static final int LARGE_HEADER_BYTES = 16;

    private final ByteReader bytes;
    private long at;

    /** @param bytes a file, or the content of a box that holds boxes */
    IsoBoxes(ByteReader bytes) {
        this.bytes = bytes;
    }

    /** A box: four letters, and what lies behind its header. */
    record Box(ByteReader all, long typeAt, long contentAt, long end) {
        boolean is(String type) {
            return all.isText(typeAt, type);
        }

        /** @throws ImageException if the file ends inside the box */
        ByteReader content() throws ImageException {
            return all.slice(contentAt, end - contentAt);
        }
    }

    /** The next box; empty behind the last one. Its content may be cut off, which is only found when it is asked for. */
    Optional<Box> next() throws ImageException {
        if (!bytes.has(at, HEADER_BYTES)) {
            return Optional.empty();
        }
        long start = at;
        long length = bytes.u32(start);
        int header = HEADER_BYTES;
        if (length == 1) {
            length = bytes.u32(start + 8) << 32 | bytes.u32(start + 12);
            header = LARGE_HEADER_BYTES;
        } else if (length == 0) {
            length = bytes.length() - start;
        }
        if (length < header || length > Long.MAX_VALUE - start) {
            throw bytes.damaged("one of its boxes is " + length + " bytes long");
        }
        at = start + length;
        return Optional.of(new Box(bytes, start + 4, start + header, at));
    }

    /** The content of the first box of {@code type} from here on. */
    Optional<ByteReader> first(String type) throws ImageException {
        for (Optional<Box> box = next(); box.isPresent(); box = next()) {
            if (box.get().is(type)) {
                return Optional.of(box.get().content());
            }
        }
        return Optional.empty();
    }

    /** The content of the first box of {@code type} in {@code bytes}; a file without it is refused. */
    static ByteReader required(ByteReader bytes, String type) throws ImageException {
        return new IsoBoxes(bytes).first(type).orElseThrow(() -> bytes.damaged("it has no box \"" + type + "\""));
    }
}
