package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.ColorManagement;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.imageio.spi.IIOServiceProvider;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;

/** Everything this package can read and write. Create one, use {@link #codecs()}, close it with the application. */
public final class ImageIoCodecs implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ImageIoCodecs.class.getName());
    private static final String JDK = "com.sun.imageio.plugins.";

    private final Codecs codecs;

    private ImageIoCodecs(Codecs codecs) {
        this.codecs = codecs;
    }

    /** All plug-ins that work on this machine; one that does not is left out and named in the log. */
    public static ImageIoCodecs create() {
        return new ImageIoCodecs(new Codecs(decoders(), encoders(), ColorManagement.NONE));
    }

    /** The plug-ins. Usable until {@link #close}. */
    public Codecs codecs() {
        return codecs;
    }

    private static List<Decoder> decoders() {
        List<Decoder> decoders = new ArrayList<>();
        jdkReader("jpeg.JPEGImageReaderSpi", jdk -> new JpegDecoder(jdk, TwelveMonkeys.jpeg(jdk)), decoders::add);
        jdkReader("png.PNGImageReaderSpi", PngDecoder::new, decoders::add);
        return decoders;
    }

    private static List<Encoder> encoders() {
        List<Encoder> encoders = new ArrayList<>();
        jdkWriter("jpeg.JPEGImageWriterSpi", JpegEncoder::new, encoders::add);
        jdkWriter("png.PNGImageWriterSpi", PngEncoder::new, encoders::add);
        return encoders;
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

    @Override
    public void close() {}
}
