package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.WebpCoding;
import dev.tomthumb.model.OutputOptions.Webp.Compression;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * libwebp's encoder as webp-imageio brings it, called below that library's own writer.
 *
 * <p>The writer hands each of its option objects to a {@code java.lang.ref.Cleaner} together with itself as the
 * cleaning action. Such an object is never collected: every encoded picture would leave some native memory behind, and
 * after an undeploy the cleaner's thread would hold on to the whole web application. The native methods beneath take a
 * plain pointer, which this class frees itself; they are not public, hence the reflection.
 */
final class LibWebp {
    /** Of preprocessing: the bit for pseudo-random dithering. */
    private static final int DITHERED = 2;

    private static final String PACKAGE = "com.luciad.imageio.webp.";

    private final Method createConfig;
    private final Method deleteConfig;
    private final Method setQuality;
    private final Method setMethod;
    private final Method setLossless;
    private final Method setNearLossless;
    private final Method setUseSharpYuv;
    private final Method setSnsStrength;
    private final Method setFilterStrength;
    private final Method setFilterSharpness;
    private final Method setSegments;
    private final Method setPreprocessing;
    private final Method encodeRgb;
    private final Method encodeRgba;

    private LibWebp() throws ReflectiveOperationException {
        Class<?> options = Class.forName(PACKAGE + "WebPEncoderOptions");
        Class<?> webp = Class.forName(PACKAGE + "WebP");
        createConfig = method(options, "createConfig");
        deleteConfig = method(options, "deleteConfig", long.class);
        setQuality = method(options, "setQuality", long.class, float.class);
        setMethod = method(options, "setMethod", long.class, int.class);
        setLossless = method(options, "setLossless", long.class, boolean.class);
        setNearLossless = method(options, "setNearLossless", long.class, int.class);
        setUseSharpYuv = method(options, "setUseSharpYUV", long.class, boolean.class);
        setSnsStrength = method(options, "setSnsStrength", long.class, int.class);
        setFilterStrength = method(options, "setFilterStrength", long.class, int.class);
        setFilterSharpness = method(options, "setFilterSharpness", long.class, int.class);
        setSegments = method(options, "setSegments", long.class, int.class);
        setPreprocessing = method(options, "setPreprocessing", long.class, int.class);
        encodeRgb = method(webp, "encodeRGB", long.class, byte[].class, int.class, int.class, int.class);
        encodeRgba = method(webp, "encodeRGBA", long.class, byte[].class, int.class, int.class, int.class);
    }

    private static Method method(Class<?> owner, String name, Class<?>... parameters) throws NoSuchMethodException {
        Method method = owner.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }

    /**
     * Loads the native library and tries it.
     *
     * @throws IOException if there is no library for this machine, or it cannot be unpacked
     * @throws ReflectiveOperationException if webp-imageio is not the release this class was written for
     * @throws LinkageError if the library does not fit this machine
     */
    static LibWebp load() throws IOException, ReflectiveOperationException {
        WebpNative.load();
        LibWebp library = new LibWebp();
        library.free(library.config(80, WebpCoding.DEFAULT));
        return library;
    }

    /**
     * A WebP.
     *
     * @param samples interleaved RGB, or RGB and alpha
     * @param alpha whether samples come in fours
     * @param quality 1..100; of a lossless file, how hard it is compressed; of a nearly lossless one, how near
     * @throws IllegalStateException if libwebp refuses
     */
    byte[] encode(byte[] samples, int width, int height, boolean alpha, int quality, WebpCoding coding) {
        long config = config(quality, coding);
        try {
            int stride = width * (alpha ? 4 : 3);
            Object file = call(alpha ? encodeRgba : encodeRgb, config, samples, width, height, stride);
            return (byte[]) file;
        } finally {
            free(config);
        }
    }

    private long config(int quality, WebpCoding coding) {
        long config = (Long) call(createConfig);
        if (config == 0) {
            throw new IllegalStateException("libwebp has no memory for its options");
        }
        call(setQuality, config, (float) quality);
        if (!coding.equals(WebpCoding.DEFAULT)) {
            set(config, quality, coding);
        }
        return config;
    }

    /** As libvips does for imgproxy: how near a nearly lossless file comes is told by the quality. */
    private void set(long config, int quality, WebpCoding coding) {
        preset(config, coding.preset());
        call(setMethod, config, coding.effort());
        call(setUseSharpYuv, config, coding.smartSubsample());
        if (coding.compression() != Compression.LOSSY) {
            call(setLossless, config, true);
        }
        if (coding.compression() == Compression.NEAR_LOSSLESS) {
            call(setNearLossless, config, quality);
        }
    }

    /** The parameters behind WebPPreset (libwebp, WebPConfigInitInternal), which has no name of its own over here. */
    private void preset(long config, WebpCoding.Preset preset) {
        switch (preset) {
            case PICTURE -> filter(config, 80, 35, 4);
            case PHOTO -> {
                filter(config, 80, 30, 3);
                call(setPreprocessing, config, DITHERED);
            }
            case DRAWING -> filter(config, 25, 10, 6);
            case ICON -> filter(config, 0, 0, 0);
            case TEXT -> {
                filter(config, 0, 0, 0);
                call(setSegments, config, 2);
            }
            case DEFAULT -> {
                // As the configuration was made.
            }
        }
    }

    private void filter(long config, int noiseShaping, int strength, int sharpness) {
        call(setSnsStrength, config, noiseShaping);
        call(setFilterStrength, config, strength);
        call(setFilterSharpness, config, sharpness);
    }

    private void free(long config) {
        call(deleteConfig, config);
    }

    private static Object call(Method method, Object... arguments) {
        try {
            return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
