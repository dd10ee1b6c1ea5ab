package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The header of an AVIF or HEIC (ISO/IEC 23008-12), pixels skipped. Decoders turn and cut the picture as the file says, so
 * the size is the one after that and the orientation always upright; EXIF's is to be ignored (section 6.5.10).
 *
 * <p>All sizes a decoder could allocate by are looked at, those inside the coded pictures included: limits that were
 * checked on another size would be none.
 */
final class HeifHeader {
    /** What a tile may stand over on the right and below, and what a coded picture may be padded by. */
    private static final int MARGIN = 64;

    private static final long SPARE_PIXELS = 1 << 22;
    private static final int SPARE_FACTOR = 8;

    private static final String ALPHA_OF_AV1 = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";
    private static final String ALPHA_OF_HEVC = "urn:mpeg:hevc:2015:auxid:1";

    private final ByteReader file;
    private final ImageFormat format;
    private final HeifItems items;

    private HeifHeader(ByteReader file, ImageFormat format) throws ImageException {
        this.file = file;
        this.format = format;
        this.items = HeifItems.read(file);
    }

    /** @throws ImageException {@code BROKEN_IMAGE}, or {@code UNSUPPORTED_INPUT} for other pictures than AV1 and HEVC */
    static ImageHeader read(byte[] file, ImageFormat format) throws ImageException {
        return new HeifHeader(ByteReader.bigEndian(file, format.name()), format).header();
    }

    private ImageHeader header() throws ImageException {
        long primary = items.primary();
        Size stored = size(primary);
        Optional<Long> alpha = alpha(primary);
        Set<Long> pictures = new LinkedHashSet<>(Set.of(primary));
        pictures.addAll(items.parts(primary));
        if (alpha.isPresent()) {
            pictures.add(alpha.get());
            pictures.addAll(items.parts(alpha.get()));
        }
        requireHonest(pictures, stored);
        return new ImageHeader(
                format,
                shown(primary, stored),
                ExifOrientation.UPRIGHT,
                1,
                alpha.isPresent(),
                bitsPerSample(primary),
                profile(primary));
    }

    private Size size(long item) throws ImageException {
        ByteReader extents =
                items.property(item, "ispe").orElseThrow(() -> file.damaged("one of its pictures has no size"));
        long width = extents.u32(4);
        long height = extents.u32(8);
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw file.damaged("its size is " + width + "x" + height);
        }
        return new Size((int) width, (int) height);
    }

    private Optional<Long> alpha(long item) throws ImageException {
        for (long auxiliary : items.auxiliaries(item)) {
            Optional<ByteReader> type = items.property(auxiliary, "auxC");
            if (type.isPresent()
                    && (type.get().isText(4, ALPHA_OF_AV1) || type.get().isText(4, ALPHA_OF_HEVC))) {
                return Optional.of(auxiliary);
            }
        }
        return Optional.empty();
    }

    private void requireHonest(Set<Long> pictures, Size stored) throws ImageException {
        long pixels = 0;
        for (long picture : pictures) {
            Size size = size(picture);
            pixels += size.pixels();
            if (pixels / SPARE_FACTOR > stored.pixels() + SPARE_PIXELS) {
                throw file.damaged("it says " + stored + " and consists of far larger pictures");
            }
            requireSame(picture, size);
        }
    }

    private void requireSame(long picture, Size promised) throws ImageException {
        Size coded = coded(picture).orElse(promised);
        if (coded.width() - (long) promised.width() > MARGIN || coded.height() - (long) promised.height() > MARGIN) {
            throw file.damaged("it says " + promised + " in its header and " + coded + " in its pixels");
        }
    }

    /** The size inside the coded picture; empty for one that is put together from others. */
    private Optional<Size> coded(long picture) throws ImageException {
        if (items.is(picture, "grid") && !items.parts(picture).isEmpty()) {
            return Optional.empty();
        }
        if (items.is(picture, "av01")) {
            ByteReader data = items.data(picture).orElseThrow(() -> unsupported("in several pieces"));
            return Optional.of(
                    Av1Sequence.largest(data).orElseThrow(() -> file.damaged("its AV1 data has no sequence header")));
        }
        if (items.is(picture, "hvc1")) {
            items.data(picture);
            ByteReader record =
                    items.property(picture, "hvcC").orElseThrow(() -> file.damaged("its HEVC data has no header"));
            return Optional.of(
                    HevcSequence.largest(record).orElseThrow(() -> file.damaged("its HEVC data has no header")));
        }
        throw unsupported("coded otherwise");
    }

    private ImageException unsupported(String how) {
        return new ImageException(
                Problem.UNSUPPORTED_INPUT,
                "The original is in the container of AVIF and HEIC, but its picture is stored " + how
                        + "; accepted are AV1 and HEVC pictures, whole or in tiles.");
    }

    /** The size once the picture is turned and cut (sections 6.5.9, 6.5.10 and ISO/IEC 14496-12, 12.1.4). */
    private Size shown(long item, Size stored) throws ImageException {
        Size size = stored;
        for (IsoBoxes.Box property : items.properties(item)) {
            if (property.is("irot") && (property.content().u8(0) & 1) != 0) {
                size = size.turned();
            } else if (property.is("clap")) {
                size = cut(property.content(), size);
            }
        }
        return size;
    }

    private Size cut(ByteReader aperture, Size size) throws ImageException {
        long width = rounded(aperture.u32(0), aperture.u32(4));
        long height = rounded(aperture.u32(8), aperture.u32(12));
        if (width < 1 || height < 1 || width > size.width() || height > size.height()) {
            throw file.damaged("it cuts " + width + "x" + height + " out of " + size);
        }
        return new Size((int) width, (int) height);
    }

    private static long rounded(long numerator, long denominator) {
        return denominator == 0 ? 0 : (numerator + denominator / 2) / denominator;
    }

    private int bitsPerSample(long item) throws ImageException {
        Optional<ByteReader> depths = items.property(item, "pixi");
        int bits = depths.isPresent() && depths.get().u8(4) > 0 ? depths.get().u8(5) : 8;
        return Math.max(1, Math.min(16, bits));
    }

    private Optional<byte[]> profile(long item) throws ImageException {
        for (IsoBoxes.Box property : items.properties(item)) {
            if (property.is("colr")) {
                ByteReader color = property.content();
                if (color.isText(0, "prof") || color.isText(0, "rICC")) {
                    return IccProfiles.fitting(color.slice(4, color.length() - 4L), false);
                }
            }
        }
        return Optional.empty();
    }
}
