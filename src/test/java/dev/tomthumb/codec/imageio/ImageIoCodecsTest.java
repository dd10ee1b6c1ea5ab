package dev.tomthumb.codec.imageio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.testkit.LogLines;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;
import org.junit.jupiter.api.Test;

class ImageIoCodecsTest {

    @Test
    void theFormatsWithoutACodecOfTheProductAreReadAndWritten() {
        try (ImageIoCodecs imageIo = ImageIoCodecs.create()) {
            assertThat(TestCodecs.of(imageIo).readable())
                    .containsExactly(ImageFormat.JPEG, ImageFormat.GIF, ImageFormat.BMP, ImageFormat.TIFF);
            assertThat(TestCodecs.of(imageIo).writable()).containsExactly(ImageFormat.GIF, ImageFormat.WEBP);
        }
    }

    @Test
    void withoutLibwebpEverythingElseWorksAndOneWarningSaysSo() throws ImageException {
        List<LogRecord> log = new java.util.ArrayList<>();
        Logger logger = Logger.getLogger(ImageIoCodecs.class.getName());
        Handler handler = collector(log);
        logger.addHandler(handler);
        try (ImageIoCodecs imageIo = ImageIoCodecs.create(() -> {
            throw new UnsatisfiedLinkError("no such machine");
        })) {
            Codecs codecs = TestCodecs.of(imageIo);
            assertThat(codecs.writable()).containsExactly(ImageFormat.GIF);
            assertThat(imageIo.lack())
                    .contains("webp cannot be written on this machine; the start-up log has the reason");
            assertThat(codecs.readable()).contains(ImageFormat.GIF);
            assertThat(codecs.encoder(ImageFormat.GIF).encode(Pictures.waves(Layout.RGB, 9, 9), Encoding.of(80)))
                    .isNotEmpty();
            ImageException refusal = catchThrowableOfType(ImageException.class, () -> codecs.encoder(ImageFormat.WEBP));
            assertThat(refusal.problem()).isEqualTo(Problem.UNSUPPORTED_OUTPUT);
            assertThat(refusal)
                    .hasMessageStartingWith("This server cannot write WebP without libwebp (")
                    .hasMessageEndingWith(". Available are GIF.");
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(log).hasSize(1);
        assertThat(log.get(0).getMessage()).startsWith("WebP cannot be written on this machine");
    }

    /** On purpose, as the README of the zip offers; the line on that is of who looks at all jars. */
    @Test
    void withoutTheJarsOfLibwebpNothingIsLackingAndNothingIsLogged() {
        try (LogLines log = new LogLines(ImageIoCodecs.class);
                ImageIoCodecs imageIo = ImageIoCodecs.create(null)) {
            assertThat(TestCodecs.of(imageIo).writable()).containsExactly(ImageFormat.GIF);
            assertThat(imageIo.lack()).isEmpty();
            assertThat(log.all()).isEmpty();
        }
        assertThat(WebpNative.isHere(ClassLoader.getPlatformClassLoader())).isFalse();
        assertThat(WebpNative.isHere(ImageIoCodecsTest.class.getClassLoader())).isTrue();
    }

    private static Handler collector(List<LogRecord> log) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                log.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    @Test
    void theContextClassLoaderIsPutBack() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ImageIoCodecs.create().close();
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void whatAHostHasRegisteredOfOurLibrariesIsGoneAfterClosing() {
        IIORegistry registry = JdkProviders.registry();
        registry.registerServiceProvider(new BMPImageReaderSpi(), ImageReaderSpi.class);
        registry.registerServiceProvider(new WebPImageWriterSpi(), ImageWriterSpi.class);
        ImageIoCodecs.create().close();
        assertThat(registry.getServiceProviderByClass(BMPImageReaderSpi.class)).isNull();
        assertThat(registry.getServiceProviderByClass(WebPImageWriterSpi.class)).isNull();
        assertThat(JdkProviders.find(ImageReaderSpi.class, "com.sun.imageio.plugins.jpeg.JPEGImageReaderSpi"))
                .isPresent();
    }

    @Test
    void aProviderThatSomebodyRemovedIsJustMissing() {
        assertThat(JdkProviders.find(ImageReaderSpi.class, "com.sun.imageio.plugins.none.Such"))
                .isEmpty();
    }

    /** As two web applications do: each has its own copy of every library. */
    @Test
    void libwebpLoadsInTwoClassLoadersAndLeavesNoFileAndNoCleanerThread() throws Exception {
        List<String> before = unpacked();
        for (int i = 0; i < 2; i++) {
            try (IsolatedLoader application = new IsolatedLoader()) {
                Class<?> libwebp = application.loadClass(LibWebp.class.getName());
                assertThat(libwebp).isNotSameAs(LibWebp.class);
                var load = libwebp.getDeclaredMethod("load");
                load.setAccessible(true);
                assertThat(load.invoke(null)).isNotNull();
                assertThat(application.hasLoaded("com.luciad.imageio.webp.WebPWrapper"))
                        .isFalse();
            }
        }
        assertThat(unpacked()).isEqualTo(before);
    }

    private static List<String> unpacked() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("webp-imageio"))
                    .sorted()
                    .toList();
        }
    }

    /** Loads our packages and webp-imageio anew, everything else from the test's class path. */
    private static final class IsolatedLoader extends URLClassLoader {
        IsolatedLoader() {
            super(new URL[0], ImageIoCodecsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("com.luciad.") && !name.startsWith("dev.tomthumb.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file == null ? new byte[0] : file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        boolean hasLoaded(String name) {
            return findLoadedClass(name) != null;
        }
    }
}
