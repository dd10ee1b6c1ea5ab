package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.ColorManagement;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.IIOServiceProvider;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;
import org.jspecify.annotations.Nullable;

/** Everything this package can read and write. Create one, and close it with the application. */
public final class ImageIoCodecs implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ImageIoCodecs.class.getName());
    private static final String NO_WEBP = "webp cannot be written on this machine; the start-up log has the reason";
    private static final String JDK = "com.sun.imageio.plugins.";

    private final List<Decoder> decoders;
    private final List<Encoder> encoders;
    private final ColorManagement color = new IccColorManagement();
    private final Optional<String> lack;

    private ImageIoCodecs(List<Decoder> decoders, List<Encoder> encoders, Optional<String> lack) {
        this.decoders = List.copyOf(decoders);
        this.encoders = List.copyOf(encoders);
        this.lack = lack;
    }

    /** All plug-ins that work on this machine; one that does not is left out and named in the log. */
    public static ImageIoCodecs create() {
        return create(WebpNative.isHere(ImageIoCodecs.class.getClassLoader()) ? LibWebp::load : null);
    }

    /**
     * As {@link #create()}, with libwebp from elsewhere.
     *
     * @param libwebp null = its jars were left out, of which there is nothing to say here
     */
    static ImageIoCodecs create(@Nullable Callable<LibWebp> libwebp) {
        return JdkProviders.underPlatformLoader(() -> {
            List<Encoder> encoders = new ArrayList<>();
            jdkWriter("gif.GIFImageWriterSpi", GifEncoder::new, encoders::add);
            Optional<Encoder> webp = libwebp == null ? Optional.empty() : webpEncoder(libwebp);
            webp.ifPresent(encoders::add);
            return new ImageIoCodecs(
                    readers(), encoders, libwebp == null || webp.isPresent() ? Optional.empty() : Optional.of(NO_WEBP));
        });
    }

    /** What does not work although its jars are here; empty if nothing. */
    public Optional<String> lack() {
        return lack;
    }

    /** What reads. Usable until {@link #close}. */
    public List<Decoder> decoders() {
        return decoders;
    }

    /** What writes. Usable until {@link #close}. */
    public List<Encoder> encoders() {
        return encoders;
    }

    /** What converts by embedded profiles. */
    public ColorManagement color() {
        return color;
    }

    private static List<Decoder> readers() {
        List<Decoder> decoders = new ArrayList<>();
        jdkReader("jpeg.JPEGImageReaderSpi", jdk -> new CmykJpegDecoder(TwelveMonkeys.jpeg(jdk)), decoders::add);
        jdkReader("gif.GIFImageReaderSpi", GifDecoder::new, decoders::add);
        decoders.add(new BmpDecoder());
        decoders.add(new TiffDecoder());
        return decoders;
    }

    private static Optional<Encoder> webpEncoder(Callable<LibWebp> libwebp) {
        try {
            return Optional.of(new WebpEncoder(libwebp.call()));
        } catch (Exception | LinkageError e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "WebP cannot be written on this machine: libwebp could not be loaded. Reading WebP and writing all"
                            + " other formats work.",
                    e);
            return Optional.empty();
        }
    }

    private static void jdkReader(String name, Function<ImageReaderSpi, Decoder> plugIn, Consumer<Decoder> add) {
        found(ImageReaderSpi.class, name).map(plugIn).ifPresent(add);
    }

    private static void jdkWriter(String name, Function<ImageWriterSpi, Encoder> plugIn, Consumer<Encoder> add) {
        found(ImageWriterSpi.class, name).map(plugIn).ifPresent(add);
    }

    private static <T extends IIOServiceProvider> Optional<T> found(Class<T> category, String name) {
        Optional<T> provider = JdkProviders.find(category, JDK + name);
        if (provider.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The JDK''s {0} is missing from ImageIO''s registry: another application must have removed it. Its"
                            + " format is not available until the server is restarted.",
                    name);
        }
        return provider;
    }

    /**
     * Takes out of ImageIO's shared registry whatever of this application's libraries anybody has put there (a host
     * that calls {@code ImageIO.scanForPlugins} does): it would keep the application in memory after its end.
     */
    @Override
    public void close() {
        IIORegistry registry = JdkProviders.registry();
        Iterator<Class<?>> categories = registry.getCategories();
        while (categories.hasNext()) {
            deregisterOurs(registry, categories.next());
        }
    }

    private static void deregisterOurs(IIORegistry registry, Class<?> category) {
        List<Object> ours = new ArrayList<>();
        registry.getServiceProviders(category, false).forEachRemaining(provider -> {
            if (isOurs(provider.getClass())) {
                ours.add(provider);
            }
        });
        ours.forEach(registry::deregisterServiceProvider);
    }

    private static boolean isOurs(Class<?> provider) {
        boolean library = provider.getName().startsWith("com.twelvemonkeys.")
                || provider.getName().startsWith("com.luciad.");
        return library && provider.getClassLoader() == ImageIoCodecs.class.getClassLoader();
    }
}
