package dev.tomthumb.codec.svg;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.renderer.output.Output;
import com.github.weisj.jsvg.view.ViewBox;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.SvgXml;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** SVG by JSVG, drawn at whatever size the header says: a drawing has no pixels of its own. */
public final class SvgDecoder implements Decoder {
    private static final int MOST_DEPTH = 250;
    private static final int MOST_USES = 30;
    private static final int MOST_SEGMENTS = 1_000_000;
    /** A few layers of four bytes, as groups and masks need them one in the other. */
    private static final int LAYERS = 5;

    private final Codecs pictures;
    private final Duration longest;

    /**
     * @param pictures reads the pictures that are inside a drawing
     * @param longest how long one drawing may take
     */
    public SvgDecoder(Codecs pictures, Duration longest) {
        this.pictures = pictures;
        this.longest = longest;
    }

    @Override
    public Set<ImageFormat> formats() {
        return Set.of(ImageFormat.SVG);
    }

    /** Layers, the samples, and the document; pictures inside it are {@linkplain #memoryOfEmbedded extra}. */
    @Override
    public long memory(ImageHeader header) {
        return header.size().pixels() * 4 * (LAYERS + 1) + (8 << 20);
    }

    @Override
    public long memoryOfEmbedded(byte[] file) throws ImageException {
        return EmbeddedPictures.memory(file, pictures);
    }

    /**
     * Draws on transparent ground.
     *
     * @param file need not be sanitised; it is drawn as if it were
     * @throws ImageException {@code BROKEN_IMAGE}; or {@code UNSUPPORTED_INPUT} for one that would take too long
     */
    @Override
    public Pixels decode(byte[] file, ImageHeader header) throws ImageException {
        byte[] harmless = SvgSanitizer.sanitized(file, Optional.empty(), Checkpoint.NONE);
        SvgWork.requireLittle(harmless, header.size().pixels());
        try {
            return pixels(drawn(harmless, header.size()));
        } catch (TimedOutput.OverdueException e) {
            throw new ImageException(
                    Problem.UNSUPPORTED_INPUT, "The original is an SVG that takes too long to be drawn.", e);
        } catch (RuntimeException | StackOverflowError | InternalError e) {
            throw SvgDecoder.undrawable(e);
        } catch (OutOfMemoryError e) {
            throw new ImageException(
                    Problem.UNSUPPORTED_INPUT, "The original is an SVG that needs too much memory to be drawn.", e);
        }
    }

    private static ImageException undrawable(Throwable cause) {
        return new ImageException(Problem.BROKEN_IMAGE, "The original is a damaged SVG: it cannot be drawn.", cause);
    }

    private BufferedImage drawn(byte[] file, Size size) throws ImageException {
        SVGDocument document = new SVGLoader()
                .load(
                        () -> SvgXml.events(file),
                        null,
                        LoaderContext.builder()
                                .externalResourcePolicy(ResourcePolicy.DENY_EXTERNAL)
                                .resourceLoader(new EmbeddedPictures(pictures, memoryOfEmbedded(file)))
                                .documentLimits(new DocumentLimits(MOST_DEPTH, MOST_USES, MOST_SEGMENTS))
                                .build());
        if (document == null) {
            throw new ImageException(Problem.BROKEN_IMAGE, "The original is a damaged SVG: it cannot be drawn.");
        }
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            Output output = TimedOutput.of(Output.createForGraphics(graphics), longest);
            document.renderWithPlatform(NullPlatformSupport.INSTANCE, output, new ViewBox(size.width(), size.height()));
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static Pixels pixels(BufferedImage image) {
        int[] words = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        byte[] samples = new byte[Math.multiplyExact(4, words.length)];
        for (int i = 0, at = 0; i < words.length; i++, at += 4) {
            samples[at] = (byte) (words[i] >> 16);
            samples[at + 1] = (byte) (words[i] >> 8);
            samples[at + 2] = (byte) words[i];
            samples[at + 3] = (byte) (words[i] >>> 24);
        }
        return Plane.interleaved(Layout.RGB_ALPHA, samples, image.getWidth(), image.getHeight());
    }
}
