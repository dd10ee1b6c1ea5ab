package dev.tomthumb.codec.imageio;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.util.List;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;

/** TwelveMonkeys' providers, made without ImageIO's shared registry. */
final class TwelveMonkeys {
    private TwelveMonkeys() {}

    /**
     * The JPEG reader, which leaves entropy decoding to {@code jdk}. It finds its delegate when it is registered, so a
     * registry of its own plays that part.
     */
    static ImageReaderSpi jpeg(ImageReaderSpi jdk) {
        List<Class<?>> categories = List.of(ImageReaderSpi.class);
        ServiceRegistry registry = new ServiceRegistry(categories.iterator());
        registry.registerServiceProvider(jdk, ImageReaderSpi.class);
        JPEGImageReaderSpi provider = new JPEGImageReaderSpi();
        provider.onRegistration(registry, ImageReaderSpi.class);
        return provider;
    }
}
