package dev.tomthumb.codec.vips;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import dev.tomthumb.codec.Subsampling;
import dev.tomthumb.model.ImageFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * libvips, ready for use: files and samples in memory go in and out, nothing else. For any number of threads.
 *
 * <p>A process has one libvips, whoever loads it: what is set here also holds for others that use the same file of it. It
 * is never unloaded, for GLib cannot be.
 */
final class Vips {
    /** RTLD_LAZY and RTLD_NODELETE, and RTLD_LOCAL where that is not 0. */
    private static final int OPEN_FLAGS_LINUX = 0x1 | 0x1000;

    private static final int OPEN_FLAGS_MAC = 0x1 | 0x4 | 0x80;

    private static final int UCHAR = 0;
    private static final int USHORT = 2;
    private static final int GREY = 1;
    private static final int SRGB = 22;
    private static final int FAIL_ON_ERROR = 2;
    private static final int HEVC = 1;
    private static final int AV1 = 4;

    private static final byte[] PROFILE = text("icc-profile-data");
    private static final byte[] EXIF = text("exif-data");

    private final VipsFunctions functions;

    private Vips(VipsFunctions functions) {
        this.functions = functions;
    }

    /**
     * Samples as libvips hands them out.
     *
     * @param samples interleaved, 8 bits each
     * @param profile the ICC profile they are in
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Raster(int width, int height, int bands, byte[] samples, Optional<byte[]> profile) {}

    /**
     * Samples to be saved.
     *
     * @param bands 1 to 4: grey or RGB, with or without alpha
     * @param samples interleaved, 8 bits each
     * @param profile the ICC profile they are in; empty = sRGB
     * @param exif to be embedded, {@code Exif\0\0} before it
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Picture(int width, int height, int bands, byte[] samples, Optional<byte[]> profile, Optional<byte[]> exif) {}

    /**
     * How samples are saved.
     *
     * @param quality 1..100
     * @param effort how much time may be spent: 0..9, for JPEG XL 1..9
     * @param subsampling of AVIF's colour differences
     */
    record Coding(int quality, int effort, Subsampling subsampling) {}

    /**
     * Loads and prepares the library.
     *
     * @param library a path, or a name that the system's loader knows
     * @throws LinkageError if there is none, or JNA is missing or does not know this machine
     * @throws VipsException if it cannot be initialised, or is too old
     */
    static Vips open(String library) throws VipsException {
        if (Native.POINTER_SIZE != Long.BYTES || Native.SIZE_T_SIZE != Long.BYTES) {
            throw new VipsException("this JVM has addresses of 32 bits");
        }
        VipsFunctions functions = Native.load(library, VipsFunctions.class, options());
        Vips vips = new Vips(functions);
        // Else every odd file writes a line to Tomcat's standard error output. Only read while libvips is initialised.
        functions.g_setenv(text("VIPS_WARNING"), text("1"), 0);
        vips.require(functions.vips_init(text("tomthumb")) == 0);
        if (functions.vips_version(0) < 8 || functions.vips_version(0) == 8 && functions.vips_version(1) < 13) {
            throw new VipsException("it is version " + vips.version() + "; 8.13 is the oldest that can be used");
        }
        vips.restrict();
        return vips;
    }

    private static Map<String, Object> options() {
        if (Platform.isLinux()) {
            return Map.of(Library.OPTION_OPEN_FLAGS, OPEN_FLAGS_LINUX);
        }
        return Platform.isMac() ? Map.of(Library.OPTION_OPEN_FLAGS, OPEN_FLAGS_MAC) : Map.of();
    }

    /**
     * One thread for each picture, since the product counts its own; no cache, since it would keep visitors' pictures; and
     * no reader of files but the two that are needed.
     */
    private void restrict() {
        functions.vips_concurrency_set(1);
        functions.vips_cache_set_max(0);
        functions.vips_operation_block_set(text("VipsForeignLoad"), 1);
        functions.vips_operation_block_set(text("VipsForeignLoadHeif"), 0);
        functions.vips_operation_block_set(text("VipsForeignLoadJxl"), 0);
    }

    /** Such as 8.18.7. */
    String version() {
        return functions.vips_version(0) + "." + functions.vips_version(1) + "." + functions.vips_version(2);
    }

    /**
     * The first picture of a file, upright.
     *
     * @throws VipsException if libvips, or the build of it, cannot read it
     */
    Raster load(byte[] file, ImageFormat format) throws VipsException {
        try (NativeBytes bytes = new NativeBytes(file)) {
            long[] out = new long[1];
            int failure = format == ImageFormat.JXL
                    ? functions.vips_jxlload_buffer(bytes.start(), bytes.length(), out, failOnError())
                    : functions.vips_heifload_buffer(bytes.start(), bytes.length(), out, failOnError());
            Pointer image = required(failure, out);
            try {
                return raster(image);
            } finally {
                functions.g_object_unref(image);
            }
        }
    }

    /** Half a picture must not be taken for the whole. */
    private static Object[] failOnError() {
        return new Object[] {text("fail_on"), FAIL_ON_ERROR};
    }

    private Raster raster(Pointer image) throws VipsException {
        int width = functions.vips_image_get_width(image);
        int height = functions.vips_image_get_height(image);
        int bands = functions.vips_image_get_bands(image);
        int format = functions.vips_image_get_format(image);
        if (format != UCHAR && format != USHORT) {
            throw new VipsException("its samples are of the unusual format " + format);
        }
        long expected = (long) width * height * bands * (format == USHORT ? 2 : 1);
        if (expected > Integer.MAX_VALUE) {
            throw new VipsException("it needs " + expected + " bytes");
        }
        Optional<byte[]> profile = profile(image);
        long[] length = new long[1];
        Pointer samples = required(functions.vips_image_write_to_memory(image, length));
        try {
            if (length[0] != expected) {
                throw new VipsException("it has " + length[0] + " bytes of samples and not " + expected);
            }
            byte[] bytes =
                    format == USHORT ? eightBits(samples, (int) expected / 2) : samples.getByteArray(0, (int) expected);
            return new Raster(width, height, bands, bytes, profile);
        } finally {
            functions.g_free(samples);
        }
    }

    /** 16 bits to 8, rounded; some thousands at a time, so that the picture is not on the heap twice. */
    private static byte[] eightBits(Pointer samples, int count) {
        byte[] rounded = new byte[count];
        short[] some = new short[8192];
        for (int at = 0; at < count; at += some.length) {
            int length = Math.min(some.length, count - at);
            samples.read(2L * at, some, 0, length);
            for (int i = 0; i < length; i++) {
                rounded[at + i] = (byte) (((some[i] & 0xffff) * 255 + 32_895) >> 16);
            }
        }
        return rounded;
    }

    private Optional<byte[]> profile(Pointer image) throws VipsException {
        if (functions.vips_image_get_typeof(image, PROFILE) == 0) {
            return Optional.empty();
        }
        long[] data = new long[1];
        long[] length = new long[1];
        require(functions.vips_image_get_blob(image, PROFILE, data, length) == 0);
        return length[0] > Integer.MAX_VALUE
                ? Optional.empty()
                : Optional.of(new Pointer(data[0]).getByteArray(0, (int) length[0]));
    }

    /**
     * An AVIF, HEIC or JPEG XL.
     *
     * @param quality 1..100
     * @throws VipsException if libvips, or the build of it, cannot write it
     */
    byte[] save(Picture picture, ImageFormat format, Coding coding) throws VipsException {
        try (NativeBytes samples = new NativeBytes(picture.samples())) {
            Pointer raw = required(functions.vips_image_new_from_memory(
                    samples.start(), samples.length(), picture.width(), picture.height(), picture.bands(), UCHAR));
            try {
                return saved(raw, picture, format, coding);
            } finally {
                functions.g_object_unref(raw);
            }
        }
    }

    private byte[] saved(Pointer raw, Picture picture, ImageFormat format, Coding coding) throws VipsException {
        long[] out = new long[1];
        int meaning = picture.bands() <= 2 ? GREY : SRGB;
        Pointer image = required(functions.vips_copy(raw, out, text("interpretation"), meaning), out);
        try {
            picture.profile().ifPresent(data -> functions.vips_image_set_blob_copy(image, PROFILE, data, data.length));
            picture.exif().ifPresent(data -> functions.vips_image_set_blob_copy(image, EXIF, data, data.length));
            long[] length = new long[1];
            int failure = format == ImageFormat.JXL
                    ? functions.vips_jxlsave_buffer(image, out, length, options(picture, coding))
                    : functions.vips_heifsave_buffer(image, out, length, heif(format, picture, coding));
            Pointer file = required(failure, out);
            try {
                return file.getByteArray(0, Math.toIntExact(length[0]));
            } finally {
                functions.g_free(file);
            }
        } finally {
            functions.g_object_unref(image);
        }
    }

    /** Without metadata to write libvips would make up some: 190 bytes of EXIF, in every thumbnail. */
    private static Object[] options(Picture picture, Coding coding) {
        boolean bare = picture.profile().isEmpty() && picture.exif().isEmpty();
        return new Object[] {text("Q"), coding.quality(), text("effort"), coding.effort(), text("strip"), bare ? 1 : 0};
    }

    private static Object[] heif(ImageFormat format, Picture picture, Coding coding) {
        Object[] own = {
            text("compression"),
            format == ImageFormat.AVIF ? AV1 : HEVC,
            text("bitdepth"),
            8,
            text("subsample-mode"),
            mode(format, coding.subsampling())
        };
        return Stream.of(options(picture, coding), own).flatMap(Arrays::stream).toArray();
    }

    /** VipsForeignSubsample. The option is AVIF's; HEIC stays as libvips likes it. */
    private static int mode(ImageFormat format, Subsampling asked) {
        Subsampling mode = format == ImageFormat.AVIF ? asked : Subsampling.AUTO;
        return switch (mode) {
            case AUTO -> 0;
            case ON -> 1;
            case OFF -> 2;
        };
    }

    private Pointer required(int failure, long[] out) throws VipsException {
        require(failure == 0);
        return new Pointer(out[0]);
    }

    private Pointer required(@Nullable Pointer pointer) throws VipsException {
        if (pointer == null) {
            throw failure();
        }
        return pointer;
    }

    private void require(boolean success) throws VipsException {
        if (!success) {
            throw failure();
        }
    }

    /** The buffer is one for all threads: it may tell of another's failure too. */
    private VipsException failure() {
        Pointer said = functions.vips_error_buffer_copy();
        try {
            return new VipsException(said.getString(0, StandardCharsets.UTF_8.name()));
        } finally {
            functions.g_free(said);
        }
    }

    private static byte[] text(String ascii) {
        return (ascii + '\0').getBytes(StandardCharsets.US_ASCII);
    }
}
