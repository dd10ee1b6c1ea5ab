package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The marker segments of a JPEG up to its first scan (ITU-T T.81, annex B).
 *
 * @param process the frame marker's low byte, 0xC0..0xCF: which coding process
 * @param precision bits per sample
 * @param size as stored
 * @param components 1 grey, 3 colour, 4 CMYK or YCCK
 * @param orientation EXIF orientation, 1..8
 * @param planes the components of a sequential or progressive Huffman-coded grey or colour file of 8 bits
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
        Optional<Components> planes,
        Optional<byte[]> profile,
        int scanStart) {
    private static final String EXIF = "Exif\0\0";
    private static final String ICC = "ICC_PROFILE\0";
    private static final String ADOBE = "Adobe";
    private static final String JFIF = "JFIF\0";
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int DNL = 0xdc;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int EXTENDED_SEQUENTIAL = 0xc1;
    private static final int PROGRESSIVE = 0xc2;

    /**
     * Reads the segments of {@code file}.
     *
     * @throws ImageException {@code BROKEN_IMAGE} if there is no frame header before the first scan, or if it leaves the
     *     height to a DNL segment that does not follow that scan (T.81, B.2.5)
     */
    public static JpegHeader read(byte[] file) throws ImageException {
        return new Parser(ByteReader.bigEndian(file, "JPEG")).read();
    }

    /** Whether the file consists of refining scans (T.81, annex G). */
    public boolean progressive() {
        return process == PROGRESSIVE;
    }

    ImageHeader header() {
        return new ImageHeader(
                ImageFormat.JPEG,
                size,
                orientation,
                1,
                false,
                precision,
                components,
                false,
                progressive(),
                planes,
                profile);
    }

    /** One pass over the segments. */
    private static final class Parser {
        private final ByteReader bytes;
        private final Chunks profile = new Chunks();
        private int orientation = ExifOrientation.UPRIGHT;
        private boolean exifSeen;
        private boolean jfif;
        private OptionalInt adobeTransform = OptionalInt.empty();
        private Optional<Frame> frame = Optional.empty();

        Parser(ByteReader bytes) {
            this.bytes = bytes;
        }

        /** @param specs of each component: identifier, sampling factors, table (T.81, B.2.2) */
        private record Frame(int process, int precision, int width, int height, int components, ByteReader specs) {
            private int identifier(int component) throws ImageException {
                return specs.u8(3L * component);
            }

            private int across(int component) throws ImageException {
                return specs.u8(3L * component + 1) >> 4;
            }

            private int down(int component) throws ImageException {
                return specs.u8(3L * component + 1) & 15;
            }

            List<Sampling> sampling(ByteReader bytes) throws ImageException {
                int mostAcross = 1;
                int mostDown = 1;
                for (int i = 0; i < components; i++) {
                    if (across(i) < 1 || across(i) > 4 || down(i) < 1 || down(i) > 4) {
                        throw bytes.damaged("a component has the sampling factors " + across(i) + "x" + down(i));
                    }
                    mostAcross = Math.max(mostAcross, across(i));
                    mostDown = Math.max(mostDown, down(i));
                }
                List<Sampling> sampling = new ArrayList<>();
                for (int i = 0; i < components; i++) {
                    sampling.add(new Sampling((double) across(i) / mostAcross, (double) down(i) / mostDown));
                }
                return sampling;
            }

            /** Whether the components are named R, G and B, as some writers do that leave the Adobe segment away. */
            boolean namedRgb() throws ImageException {
                return identifier(0) == 'R' && identifier(1) == 'G' && identifier(2) == 'B';
            }
        }

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
            } else if (marker == APP0 && content.isText(0, JFIF)) {
                jfif = true;
            } else if (marker == APP14 && content.isText(0, ADOBE) && content.has(11, 1)) {
                adobeTransform = OptionalInt.of(content.u8(11));
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
            int components = content.u8(5);
            if (components < 1 || components > 4) {
                throw bytes.damaged("it has " + components + " components");
            }
            frame = Optional.of(
                    new Frame(marker, content.u8(0), width, height, components, content.slice(6, 3L * components)));
        }

        private JpegHeader finished(int scanStart) throws ImageException {
            Frame found = frame.orElseThrow(() -> bytes.damaged("it has no frame header"));
            boolean convertible = found.components == 1 || found.components == 3;
            Optional<ByteReader> icc = convertible ? profile.joined() : Optional.empty();
            return new JpegHeader(
                    found.process,
                    found.precision,
                    new Size(found.width, found.height > 0 ? found.height : heightBehind(scanStart)),
                    found.components,
                    orientation,
                    planes(found),
                    icc.isPresent() ? IccProfiles.fitting(icc.get(), found.components == 1) : Optional.empty(),
                    scanStart);
        }

        /** The height that the segment behind the first scan tells (T.81, B.2.5). */
        private int heightBehind(int scanStart) throws ImageException {
            long at = scanStart + 2L;
            do {
                // Before the first marker comes the scan's own header; restart markers belong to its data.
                at = nextMarker(at == scanStart + 2L ? at + bytes.u16(at) : at);
            } while (standsAlone(bytes.u8(at - 1)));
            boolean tells = bytes.u8(at - 1) == DNL && bytes.u16(at) == 4 && bytes.u16(at + 2) > 0;
            if (!tells) {
                throw bytes.damaged("it does not tell its height");
            }
            return bytes.u16(at + 2);
        }

        private Optional<Components> planes(Frame found) throws ImageException {
            boolean huffman = found.process <= EXTENDED_SEQUENTIAL || found.process == PROGRESSIVE;
            if (!huffman || found.precision != 8 || found.components != 1 && found.components != 3) {
                return Optional.empty();
            }
            Layout layout = found.components == 1 ? Layout.GREY : isRgb(found) ? Layout.RGB : Layout.YCBCR;
            return Optional.of(new Components(layout, found.sampling(bytes)));
        }

        /** JFIF means YCbCr; else Adobe's segment tells; else the names do (T.872, section 6.5.3; libjpeg). */
        private boolean isRgb(Frame found) throws ImageException {
            if (jfif) {
                return false;
            }
            return adobeTransform.isPresent() ? adobeTransform.getAsInt() == 0 : found.namedRgb();
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

        /** The whole; empty if a piece is missing or if it is longer than any real one. */
        Optional<ByteReader> joined() throws ImageException {
            long length = 0;
            for (int i = 1; i <= count; i++) {
                if (chunks[i] == null) {
                    return Optional.empty();
                }
                length += chunks[i].length();
            }
            return count == 0 || length > IccProfiles.MAX_BYTES ? Optional.empty() : Optional.of(whole());
        }

        private ByteReader whole() throws ImageException {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (int i = 1; i <= count; i++) {
                whole.writeBytes(chunks[i].bytes(0, chunks[i].length()));
            }
            return ByteReader.bigEndian(whole.toByteArray(), "colour profile");
        }
    }
}
