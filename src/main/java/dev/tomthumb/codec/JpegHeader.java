package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * The marker segments of a JPEG up to its first scan (ITU-T T.81, annex B).
 *
 * @param process the frame marker's low byte, 0xC0..0xCF: which coding process
 * @param precision bits per sample
 * @param size as stored
 * @param components 1 grey, 3 colour, 4 CMYK or YCCK
 * @param orientation EXIF orientation, 1..8
 * @param profile the embedded ICC profile; only where it fits the components
 * @param scanStart position of the first SOS marker
 */
@SuppressWarnings("ArrayRecordComponent")
public record JpegHeader(
        int process,
        int precision,
        Size size,
        int components,
        int orientation,
        Optional<byte[]> profile,
        int scanStart) {
    private static final String EXIF = "Exif\0\0";
    private static final String ICC = "ICC_PROFILE\0";
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;

    /**
     * Reads the segments of {@code file}.
     *
     * @throws ImageException {@code BROKEN_IMAGE} if there is no frame header before the first scan; {@code
     *     UNSUPPORTED_INPUT} for a height that is told only after the scan (T.81, B.2.5)
     */
    public static JpegHeader read(byte[] file) throws ImageException {
        return new Parser(ByteReader.bigEndian(file, "JPEG")).read();
    }

    /** Whether the file consists of refining scans (T.81, annex G). */
    public boolean progressive() {
        return process == 0xc2;
    }

    ImageHeader header() {
        return new ImageHeader(
                ImageFormat.JPEG, size, orientation, 1, false, precision, components, progressive(), profile);
    }

    /** One pass over the segments. */
    private static final class Parser {
        private final ByteReader bytes;
        private final Chunks profile = new Chunks();
        private int orientation = ExifOrientation.UPRIGHT;
        private boolean exifSeen;
        private Optional<Frame> frame = Optional.empty();

        Parser(ByteReader bytes) {
            this.bytes = bytes;
        }

        private record Frame(int process, int precision, Size size, int components) {}

        JpegHeader read() throws ImageException {
            long at = 2;
            while (true) {
                at = nextMarker(at);
                int marker = bytes.u8(at - 1);
                if (marker == SOS || marker == EOI) {
                    return finished((int) at - 2);
                }
                if (standsAlone(marker)) {
                    continue;
                }
                int length = bytes.u16(at);
                if (length < 2) {
                    throw bytes.damaged("a segment of its header has no length");
                }
                segment(marker, bytes.slice(at + 2, length - 2L));
                at += length;
            }
        }

        /** The position behind the next marker: fill bytes and stray bytes before it are skipped, as libjpeg does. */
        private long nextMarker(long from) throws ImageException {
            long at = from;
            while (true) {
                while (bytes.u8(at) != 0xff) {
                    at++;
                }
                while (bytes.u8(at) == 0xff) {
                    at++;
                }
                if (bytes.u8(at) != 0) {
                    return at + 1;
                }
            }
        }

        private static boolean standsAlone(int marker) {
            return marker == 0x01 || marker >= 0xd0 && marker <= SOI;
        }

        private void segment(int marker, ByteReader content) throws ImageException {
            if (isFrame(marker)) {
                frame(marker, content);
            } else if (marker == APP1 && content.isText(0, EXIF) && !exifSeen) {
                exifSeen = true;
                orientation = ExifOrientation.of(content);
            } else if (marker == APP2 && content.isText(0, ICC)) {
                profile.add(content);
            }
        }

        /** SOF0..SOF15 without DHT, JPG and DAC, which share the range (T.81, table B.1). */
        private static boolean isFrame(int marker) {
            return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        }

        private void frame(int marker, ByteReader content) throws ImageException {
            if (frame.isPresent()) {
                throw bytes.damaged("it has two frame headers");
            }
            int height = content.u16(1);
            int width = content.u16(3);
            if (width == 0) {
                throw bytes.damaged("its width is 0");
            }
            if (height == 0) {
                throw new ImageException(
                        Problem.UNSUPPORTED_INPUT,
                        "The original is a JPEG that tells its height only after its pixels (DNL marker), which is not"
                                + " supported; save it again with the height in its header.");
            }
            int components = content.u8(5);
            if (components < 1 || components > 4) {
                throw bytes.damaged("it has " + components + " components");
            }
            frame = Optional.of(new Frame(marker, content.u8(0), new Size(width, height), components));
        }

        private JpegHeader finished(int scanStart) throws ImageException {
            Frame found = frame.orElseThrow(() -> bytes.damaged("it has no frame header"));
            Optional<byte[]> usable = found.components == 1 || found.components == 3
                    ? profile.joined().flatMap(icc -> IccProfiles.fitting(icc, found.components == 1))
                    : Optional.empty();
            return new JpegHeader(
                    found.process, found.precision, found.size, found.components, orientation, usable, scanStart);
        }
    }

    /** The pieces of a profile: each names its number from 1 and how many there are (ICC.1:2022, annex B.4). */
    private static final class Chunks {
        private final ByteReader[] chunks = new ByteReader[256];
        private int count;

        void add(ByteReader content) throws ImageException {
            int head = ICC.length() + 2;
            if (content.length() > head) {
                count = content.u8(ICC.length() + 1);
                chunks[content.u8(ICC.length())] = content.slice(head, content.length() - head);
            }
        }

        Optional<byte[]> joined() throws ImageException {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (int i = 1; i <= count; i++) {
                ByteReader chunk = chunks[i];
                if (chunk == null) {
                    return Optional.empty();
                }
                whole.writeBytes(chunk.bytes(0, chunk.length()));
            }
            return count == 0 ? Optional.empty() : Optional.of(whole.toByteArray());
        }
    }
}
