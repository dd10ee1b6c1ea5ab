package dev.tomthumb.codec.imageio;

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
    private static final String PACKAGE = "com.luciad.imageio.webp.";

    private final Method createConfig;
    private final Method deleteConfig;
    private final Method setQuality;
    private final Method encodeRgb;
    private final Method encodeRgba;

    private LibWebp() throws ReflectiveOperationException {
        Class<?> options = Class.forName(PACKAGE + "WebPEncoderOptions");
        Class<?> webp = Class.forName(PACKAGE + "WebP");
        createConfig = method(options, "createConfig");
        deleteConfig = method(options, "deleteConfig", long.class);
        setQuality = method(options, "setQuality", long.class, float.class);
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
        library.free(library.config(80));
        return library;
    }

    /**
     * A lossy WebP.
     *
     * @param samples interleaved RGB, or RGB and alpha
     * @param alpha whether samples come in fours
     * @param quality 1..100
     * @throws IllegalStateException if libwebp refuses
     */
    byte[] encode(byte[] samples, int width, int height, boolean alpha, int quality) {
        long config = config(quality);
        try {
            int stride = width * (alpha ? 4 : 3);
            Object file = call(alpha ? encodeRgba : encodeRgb, config, samples, width, height, stride);
            return (byte[]) file;
        } finally {
            free(config);
        }
    }

    private long config(int quality) {
        long config = (Long) call(createConfig);
        if (config == 0) {
            throw new IllegalStateException("libwebp has no memory for its options");
        }
        call(setQuality, config, (float) quality);
        return config;
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
