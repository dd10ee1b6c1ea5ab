package dev.tomthumb.codec.svg;

import com.github.weisj.jsvg.parser.DomDocument;
import com.github.weisj.jsvg.parser.resources.RenderableResource;
import com.github.weisj.jsvg.parser.resources.ResourceLoader;
import com.github.weisj.jsvg.parser.resources.ResourceSupplier;
import com.github.weisj.jsvg.renderer.RenderContext;
import com.github.weisj.jsvg.renderer.output.Output;
import com.github.weisj.jsvg.view.FloatSize;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.PackedFrame;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.SvgXml;
import dev.tomthumb.model.ImageException;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Pictures that are inside a drawing ({@code data:} with base64), by our own decoders and within limits; JSVG's loader
 * would ask ImageIO, which has none. A picture that cannot be read is left out, as browsers do. Used for one drawing.
 */
final class EmbeddedPictures implements ResourceLoader {
    /** What all pictures of one drawing may take: 16 megapixels, decoded and while they are being. */
    static final long MOST_BYTES = 16_000_000L * 16;

    private final Codecs pictures;
    private long left;

    /** @param most what all of them may take, in bytes */
    EmbeddedPictures(Codecs pictures, long most) {
        this.pictures = pictures;
        this.left = most;
    }

    /**
     * Whether a file may hold pictures. None can be read without {@code data:}, which may be hidden behind an
     * entity or an escape, or in an encoding of two bytes: what is not plain is held to have some.
     */
    static boolean mayBeIn(byte[] file) {
        boolean plain = file.length < 2 || file[0] != 0 && file[1] != 0 && file[0] > 0;
        String text = new String(file, StandardCharsets.ISO_8859_1);
        return !plain || text.contains("data:") || text.contains("<!ENTITY") || text.contains("&#");
    }

    @Override
    public ResourceSupplier<RenderableResource> loadImage(DomDocument document, URI uri) {
        Optional<RenderableResource> picture = decoded(uri.toString()).map(Drawn::new);
        return platform -> picture;
    }

    /**
     * What all pictures of a drawing take, by their headers; no more than they are ever given.
     *
     * @throws ImageException {@code BROKEN_IMAGE}: its XML is wrong
     */
    static long memory(byte[] drawing, Codecs pictures) throws ImageException {
        if (!mayBeIn(drawing)) {
            return 0;
        }
        long needed = 0;
        try {
            XMLStreamReader in = SvgXml.reader(drawing);
            while (in.hasNext() && needed < MOST_BYTES) {
                if (in.next() == XMLStreamConstants.START_ELEMENT) {
                    needed += linked(in, pictures);
                }
            }
        } catch (XMLStreamException | RuntimeException e) {
            // The JDK's reader throws more than it declares.
            throw SvgXml.broken(e);
        }
        return Math.min(needed, MOST_BYTES);
    }

    private static long linked(XMLStreamReader in, Codecs pictures) {
        long needed = 0;
        for (int i = 0; i < in.getAttributeCount(); i++) {
            if (in.getAttributeLocalName(i).equalsIgnoreCase("href")) {
                needed += Embedded.in(in.getAttributeValue(i), pictures)
                        .map(Embedded::memory)
                        .orElse(0L);
            }
        }
        return needed;
    }

    /** A picture that can be read, and what it takes in bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Embedded(byte[] file, ImageHeader header, Decoder decoder, long memory) {
        static Optional<Embedded> in(String uri, Codecs pictures) {
            int comma = uri.indexOf(',');
            if (!uri.startsWith("data:")
                    || comma < 0
                    || !uri.substring(0, comma).endsWith(";base64")) {
                return Optional.empty();
            }
            try {
                byte[] file = Base64.getMimeDecoder().decode(uri.substring(comma + 1));
                ImageHeader header = pictures.header(file);
                Decoder decoder = pictures.decoder(header.format());
                long memory = decoder.memory(header) + 8 * header.size().pixels();
                return Optional.of(new Embedded(file, header, decoder, memory));
            } catch (ImageException | IllegalArgumentException unreadable) {
                return Optional.empty();
            }
        }

        Optional<BufferedImage> decoded() {
            try {
                return Optional.of(image(decoder.decode(file, header)));
            } catch (ImageException | IllegalArgumentException unreadable) {
                return Optional.empty();
            }
        }
    }

    private Optional<BufferedImage> decoded(String uri) {
        Optional<Embedded> picture = Embedded.in(uri, pictures).filter(embedded -> embedded.memory() <= left);
        left -= picture.map(Embedded::memory).orElse(0L);
        return picture.flatMap(Embedded::decoded);
    }

    private static BufferedImage image(Pixels pixels) {
        int width = pixels.width();
        int height = pixels.height();
        int[] words = pixels.layout() == Layout.YCBCR ? rgb(pixels) : PackedFrame.of(pixels);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, width, height, words, 0, width);
        return image;
    }

    /** A JPEG's colours (ITU-T T.871, section 7), each colour difference for all the pixels it was made from. */
    private static int[] rgb(Pixels picture) {
        int width = picture.width();
        int height = picture.height();
        Plane luma = picture.planes().get(0);
        Plane blue = picture.planes().get(1);
        Plane red = picture.planes().get(2);
        int[] words = new int[width * height];
        for (int y = 0, at = 0; y < height; y++) {
            int row = y * blue.height() / height;
            for (int x = 0; x < width; x++, at++) {
                int column = x * blue.width() / width;
                float cb = blue.get(column, row) - 128f;
                float cr = red.get(x * red.width() / width, y * red.height() / height) - 128f;
                float light = luma.get(x, y);
                words[at] = 0xff000000
                        | sample(light + 1.402f * cr) << 16
                        | sample(light - 0.344136f * cb - 0.714136f * cr) << 8
                        | sample(light + 1.772f * cb);
            }
        }
        return words;
    }

    private static int sample(float value) {
        return Math.max(0, Math.min(255, Math.round(value)));
    }

    /** A picture at its own size, to be drawn wherever JSVG says. */
    private record Drawn(BufferedImage image) implements RenderableResource {
        @Override
        public FloatSize intrinsicSize(RenderContext context) {
            return new FloatSize(image.getWidth(), image.getHeight());
        }

        @Override
        public void render(Output output, RenderContext context, AffineTransform transform) {
            output.drawImage(image, transform, context.platformSupport().imageObserver());
        }
    }
}
