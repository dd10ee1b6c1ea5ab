package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.JpegHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.spi.ImageReaderSpi;

/** JPEGs of four components, CMYK and YCCK, by TwelveMonkeys, which knows their profiles. All others are refused by name. */
final class CmykJpegDecoder implements Decoder {
    /** What libvips allows too: a few kilobytes of empty scans could otherwise keep a core busy for minutes. */
    private static final int MAX_SCANS = 100;

    private static final int CMYK = 4;
    private static final int SOS = 0xda;

    private final Reading reading;

    CmykJpegDecoder(ImageReaderSpi twelveMonkeys) {
        this.reading = new Reading(twelveMonkeys, "JPEG");
    }

    @Override
    public Set<ImageFormat> formats() {
        return Set.of(ImageFormat.JPEG);
    }

    /** Pixels before and after the conversion; and 16-bit coefficients of a progressive file. */
    @Override
    public long memory(ImageHeader header) {
        int coefficientBytes = header.progressive() ? 2 * CMYK : 0;
        return header.size().pixels() * (3 * CMYK + coefficientBytes) + (1 << 20);
    }

    @Override
    public Pixels decode(byte[] file, ImageHeader header) throws ImageException {
        JpegHeader jpeg = JpegHeader.read(file);
        requireSupported(jpeg);
        requireFewScans(file, jpeg);
        return reading.first(file, header.size(), CmykJpegDecoder::whole);
    }

    /** libjpeg paints what is missing grey and only warns. Half a picture must not be stored as the whole. */
    private static Pixels whole(Reading.Result result) throws ImageException {
        if (isCutOff(result.warnings())) {
            throw new ImageException(
                    Problem.BROKEN_IMAGE, "The original is a damaged JPEG: it ends before its last pixel.");
        }
        return ImagePixels.of(result.image());
    }

    private static boolean isCutOff(List<String> warnings) {
        return warnings.stream()
                .map(warning -> warning.toLowerCase(Locale.ROOT))
                .anyMatch(warning -> warning.contains("premature end") || warning.contains("truncated"));
    }

    private static void requireSupported(JpegHeader jpeg) throws ImageException {
        boolean supported = jpeg.process() <= 0xc2 && jpeg.precision() == 8 && jpeg.components() == CMYK;
        if (!supported) {
            throw unsupported("uses " + coding(jpeg));
        }
    }

    /** The process by the frame marker (T.81, table B.1). */
    private static String coding(JpegHeader jpeg) {
        return switch (jpeg.process()) {
            case 0xc3, 0xc7 -> "lossless coding";
            case 0xc5, 0xc6 -> "hierarchical coding";
            case 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf -> "arithmetic coding";
            default -> jpeg.precision() + " bits per sample and " + jpeg.components() + " components";
        };
    }

    private static void requireFewScans(byte[] file, JpegHeader jpeg) throws ImageException {
        int scans = 0;
        for (int i = jpeg.scanStart(); i < file.length - 1; i++) {
            if (file[i] == (byte) 0xff && file[i + 1] == (byte) SOS) {
                scans++;
            }
        }
        if (scans > MAX_SCANS) {
            throw unsupported("has " + scans + " scans");
        }
    }

    private static ImageException unsupported(String what) {
        return new ImageException(
                Problem.UNSUPPORTED_INPUT,
                "The original is a JPEG that " + what
                        + "; accepted are baseline and progressive JPEGs of 8 bits with 1,"
                        + " 3 or 4 components and at most " + MAX_SCANS + " scans.");
    }
}
