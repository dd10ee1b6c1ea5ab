package dev.tomthumb;

import dev.tomthumb.codec.AnimationDecoder;
import dev.tomthumb.codec.AnimationEncoder;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.ColorManagement;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.codec.bmp.BmpEncoder;
import dev.tomthumb.codec.gif.GifAnimationDecoder;
import dev.tomthumb.codec.gif.GifAnimationEncoder;
import dev.tomthumb.codec.ico.IcoDecoder;
import dev.tomthumb.codec.ico.IcoEncoder;
import dev.tomthumb.codec.imageio.ImageIoCodecs;
import dev.tomthumb.codec.jpeg.decode.JpegDecoder;
import dev.tomthumb.codec.jpeg.encode.JpegEncoder;
import dev.tomthumb.codec.png.PngDecoder;
import dev.tomthumb.codec.png.PngEncoder;
import dev.tomthumb.codec.svg.Jsvg;
import dev.tomthumb.codec.svg.SvgDecoder;
import dev.tomthumb.codec.tiff.TiffEncoder;
import dev.tomthumb.codec.vips.VipsCodecs;
import dev.tomthumb.codec.webp.WebpAnimationDecoder;
import dev.tomthumb.codec.webp.WebpAnimationEncoder;
import dev.tomthumb.codec.webp.WebpDecoder;
import dev.tomthumb.model.ImageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Everything that is read and written: the product's own codecs for the formats that most pictures are in, libraries for
 * all others. Create one, use {@link #codecs()}, close it with the application.
 */
public final class ProductCodecs implements AutoCloseable {
    private static final Duration LONGEST_DRAWING = Duration.ofSeconds(10);

    private final ImageIoCodecs imageIo = ImageIoCodecs.create();
    private final VipsCodecs vips;
    private final Codecs codecs;

    /** As the other one, without libvips. */
    public ProductCodecs(boolean renderTruncated, int pngLevel, ScratchPool scratch) {
        this(renderTruncated, pngLevel, scratch, color -> VipsCodecs.none());
    }

    /**
     * @param renderTruncated whether of a JPEG that ends too early the part that is there is shown
     * @param pngLevel how hard PNGs are compressed, 1..9
     * @param scratch lends working arrays; closed by who made it
     * @param libvips what else there is, given what turns pixels into sRGB; closed here
     */
    public ProductCodecs(
            boolean renderTruncated, int pngLevel, ScratchPool scratch, Function<ColorManagement, VipsCodecs> libvips) {
        List<Decoder> decoders = new ArrayList<>();
        decoders.add(new JpegDecoder(renderTruncated, broadJpeg()));
        PngDecoder pngDecoder = new PngDecoder();
        decoders.add(pngDecoder);
        decoders.add(new IcoDecoder(pngDecoder));
        decoders.add(new WebpDecoder());
        decoders.addAll(imageIo.decoders());
        if (Jsvg.isHere()) {
            decoders.add(new SvgDecoder(new Codecs(decoders, List.of(), imageIo.color()), LONGEST_DRAWING));
        }
        PngEncoder pngEncoder = new PngEncoder(pngLevel);
        List<Encoder> encoders = new ArrayList<>(List.of(
                new JpegEncoder(scratch),
                pngEncoder,
                new IcoEncoder(pngEncoder),
                new BmpEncoder(),
                new TiffEncoder(pngLevel)));
        encoders.addAll(imageIo.encoders());
        vips = libvips.apply(imageIo.color());
        decoders.addAll(vips.decoders());
        encoders.addAll(vips.encoders());
        codecs = new Codecs(
                decoders, encoders, animationDecoders(decoders), animationEncoders(encoders), imageIo.color());
    }

    private static List<AnimationDecoder> animationDecoders(List<Decoder> stills) {
        List<AnimationDecoder> animated = new ArrayList<>(List.of(new GifAnimationDecoder()));
        stills.stream()
                .filter(still -> still.formats().contains(ImageFormat.WEBP))
                .map(WebpAnimationDecoder::new)
                .forEach(animated::add);
        return animated;
    }

    /** Where libwebp cannot be loaded no WebP is written, moving or not. */
    private static List<AnimationEncoder> animationEncoders(List<Encoder> stills) {
        List<AnimationEncoder> animated = new ArrayList<>(List.of(new GifAnimationEncoder()));
        stills.stream()
                .filter(still -> still.format() == ImageFormat.WEBP)
                .map(WebpAnimationEncoder::new)
                .forEach(animated::add);
        return animated;
    }

    /** What reads, or refuses by name, the JPEGs that few people have: CMYK, and codings beside Huffman's. */
    private Decoder broadJpeg() {
        return imageIo.decoders().stream()
                .filter(decoder -> decoder.formats().contains(ImageFormat.JPEG))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the JDK's JPEG reader is missing"));
    }

    /** The plug-ins. Usable until {@link #close}. */
    public Codecs codecs() {
        return codecs;
    }

    /** Why formats that the operator asked for, or whose jars are here, are missing; empty if none are. */
    public Optional<String> lack() {
        return Stream.of(imageIo.lack(), vips.lack())
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + "; " + other);
    }

    @Override
    public void close() {
        vips.close();
        imageIo.close();
    }
}
