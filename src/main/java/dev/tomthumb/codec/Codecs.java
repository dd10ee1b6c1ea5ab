package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What this installation can read and write, and the one place that refuses the rest by name.
 *
 * <p>Immutable; serves all threads. Where several plug-ins serve one format the first of the list does.
 */
public final class Codecs {
    private final Map<ImageFormat, Decoder> decoders = new EnumMap<>(ImageFormat.class);
    private final Map<ImageFormat, Encoder> encoders = new EnumMap<>(ImageFormat.class);
    private final Map<ImageFormat, AnimationDecoder> animationDecoders = new EnumMap<>(ImageFormat.class);
    private final Map<ImageFormat, AnimationEncoder> animationEncoders = new EnumMap<>(ImageFormat.class);
    private final ColorManagement color;

    /**
     * Still pictures only.
     *
     * @param decoders plug-ins that read, the preferred first
     * @param encoders plug-ins that write, the preferred first
     * @param color what turns pixels into sRGB
     */
    public Codecs(List<Decoder> decoders, List<Encoder> encoders, ColorManagement color) {
        this(decoders, encoders, List.of(), List.of(), color);
    }

    /**
     * @param decoders plug-ins that read, the preferred first
     * @param encoders plug-ins that write, the preferred first
     * @param animationDecoders plug-ins that read more than the first frame, of formats that {@code decoders} read too
     * @param animationEncoders plug-ins that write more than one frame, in formats that {@code encoders} write too
     * @param color what turns pixels into sRGB
     */
    public Codecs(
            List<Decoder> decoders,
            List<Encoder> encoders,
            List<AnimationDecoder> animationDecoders,
            List<AnimationEncoder> animationEncoders,
            ColorManagement color) {
        for (Decoder decoder : decoders) {
            decoder.formats().forEach(format -> this.decoders.putIfAbsent(format, decoder));
        }
        encoders.forEach(encoder -> this.encoders.putIfAbsent(encoder.format(), encoder));
        animationDecoders.forEach(decoder -> this.animationDecoders.putIfAbsent(decoder.format(), decoder));
        animationEncoders.forEach(encoder -> this.animationEncoders.putIfAbsent(encoder.format(), encoder));
        this.color = color;
    }

    /** The format of {@code file} by its first bytes; empty if it is no image. */
    public Optional<ImageFormat> sniff(byte[] file) {
        return FormatSniffer.sniff(file);
    }

    /**
     * What the file's header says, without decoding or allocating what it claims.
     *
     * @throws ImageException {@code NOT_AN_IMAGE}, {@code UNSUPPORTED_INPUT} for a format nobody here reads, or {@code
     *     BROKEN_IMAGE} for a damaged header
     */
    public ImageHeader header(byte[] file) throws ImageException {
        decoder(sniff(file).orElseThrow(() -> notAnImage(file)));
        return claims(file);
    }

    /**
     * As {@link #header}, also of a file whose pixels nobody here can read.
     *
     * @throws ImageException {@code NOT_AN_IMAGE}, or {@code BROKEN_IMAGE} for a damaged header
     */
    public ImageHeader claims(byte[] file) throws ImageException {
        ImageFormat format = sniff(file).orElseThrow(() -> notAnImage(file));
        return switch (format) {
            case JPEG -> JpegHeader.read(file).header();
            case PNG -> PngHeader.read(file);
            case GIF -> GifHeader.read(file).header();
            case WEBP -> WebpHeader.read(file).header();
            case BMP -> BmpHeader.read(file);
            case TIFF -> TiffHeader.read(file);
            case ICO -> IcoHeader.read(file).header();
            case SVG -> SvgHeader.read(file);
            case AVIF, HEIC -> HeifHeader.read(file, format);
            case JXL -> JxlHeader.read(file);
        };
    }

    /**
     * The plug-in that reads {@code format}.
     *
     * @throws ImageException {@code UNSUPPORTED_INPUT} if there is none
     */
    public Decoder decoder(ImageFormat format) throws ImageException {
        Decoder decoder = decoders.get(format);
        if (decoder == null) {
            throw unreadable(format);
        }
        return decoder;
    }

    /**
     * As {@link #decoder(ImageFormat)}, but up to 16 bits of each sample are kept if {@code deep} says so and the plug-in
     * can.
     */
    public Decoder decoder(ImageFormat format, boolean deep) throws ImageException {
        Decoder decoder = decoder(format);
        return deep ? decoder.deep().orElse(decoder) : decoder;
    }

    /**
     * The plug-in that writes {@code format}.
     *
     * @throws ImageException {@code UNSUPPORTED_OUTPUT} if there is none
     */
    public Encoder encoder(ImageFormat format) throws ImageException {
        Encoder encoder = encoders.get(format);
        if (encoder == null) {
            throw new ImageException(
                    Problem.UNSUPPORTED_OUTPUT,
                    "This server cannot write " + label(format)
                            + (format == ImageFormat.SVG ? ", which only an original can be" : needs(format))
                            + ". Available are "
                            + listed(writable()) + ".");
        }
        return encoder;
    }

    /** The plug-in that reads all frames of {@code format}; empty if only the first can be read. */
    public Optional<AnimationDecoder> animationDecoder(ImageFormat format) {
        return Optional.ofNullable(animationDecoders.get(format));
    }

    /** The plug-in that writes several frames as {@code format}; empty if only stills can be written. */
    public Optional<AnimationEncoder> animationEncoder(ImageFormat format) {
        return Optional.ofNullable(animationEncoders.get(format));
    }

    /** The formats that can be read. */
    public Set<ImageFormat> readable() {
        return Collections.unmodifiableSet(decoders.keySet());
    }

    /** The formats that can be written. */
    public Set<ImageFormat> writable() {
        return Collections.unmodifiableSet(encoders.keySet());
    }

    /** What turns pixels with an embedded profile into sRGB. */
    public ColorManagement color() {
        return color;
    }

    private ImageException notAnImage(byte[] file) {
        return new ImageException(
                Problem.NOT_AN_IMAGE,
                "The original is not an image: " + Lookalike.of(file) + ". Accepted are " + listed(readable()) + ".");
    }

    private ImageException unreadable(ImageFormat format) {
        return new ImageException(
                Problem.UNSUPPORTED_INPUT,
                "The original is in the format " + label(format) + ", which this server cannot read" + needs(format)
                        + ". Accepted are " + listed(readable()) + ".");
    }

    /** What would have to be there. */
    private static String needs(ImageFormat format) {
        return switch (format) {
            case AVIF, HEIC, JXL -> " without a libvips that can (tomthumb.libvips)";
            case SVG -> " without JSVG (jsvg-….jar in WEB-INF/lib)";
            case WEBP ->
                " without libwebp (webp-imageio-….jar and kotlin-stdlib-….jar in WEB-INF/lib; where they are, the"
                        + " log says what is wrong)";
            default -> "";
        };
    }

    private static String listed(Collection<ImageFormat> formats) {
        return formats.stream().map(Codecs::label).collect(Collectors.joining(", "));
    }

    /** The name of {@code format} in sentences, e.g. {@code WebP}. */
    public static String label(ImageFormat format) {
        return switch (format) {
            case WEBP -> "WebP";
            case JXL -> "JPEG XL";
            default -> format.name();
        };
    }
}
