package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.JpegCoding;
import dev.tomthumb.codec.Metadata;
import dev.tomthumb.codec.Subsampling;
import dev.tomthumb.codec.WebpCoding;
import dev.tomthumb.codec.metadata.KeptMetadata;
import dev.tomthumb.codec.metadata.MetadataReader;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputOptions;
import dev.tomthumb.model.OutputOptions.Webp.Compression;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Turn;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;

/** From a request, the server's rules and an original's header to the {@link FilePlan} of a format. */
final class FilePlanner {
    private static final String SRGB = "srgb";

    private final Codecs codecs;
    private final Qualities qualities;
    private final RenderRules rules;

    FilePlanner(Codecs codecs, Qualities qualities, RenderRules rules) {
        this.codecs = codecs;
        this.qualities = qualities;
        this.rules = rules;
    }

    /** The rules with what the request says in their place. */
    RenderRules rules(ImageRequest request) {
        OutputOptions options = request.output().options();
        boolean strip = options.metadata().stripProfile().orElse(!rules.keepProfile());
        boolean keep = !strip && options.colorProfile().isEmpty();
        return new RenderRules(keep, rules.linear(), rules.autoRotate(), rules.progressive(), rules.files());
    }

    /** What of the original's metadata is handed on. */
    Metadata metadata(byte[] original, ImageHeader header, ImageRequest request) {
        OutputOptions options = request.output().options();
        boolean strip = isStripped(options);
        boolean copyright =
                options.metadata().keepCopyright().orElse(rules.files().keepCopyright());
        Turn turn = request.transform().turn();
        boolean turned = turn.auto().orElse(rules.autoRotate())
                || turn.angle() != 0
                || turn.flipHorizontal()
                || turn.flipVertical();
        return new KeptMetadata(strip, copyright, turned, options.dpi().isPresent())
                .of(MetadataReader.read(original, header.format()));
    }

    boolean isStripped(OutputOptions options) {
        return options.metadata().strip().orElse(rules.files().strip());
    }

    /**
     * How the file is written.
     *
     * @param metadata what is embedded
     * @throws ImageException {@code BAD_OPTION} for a colour profile or a preset that nobody knows
     */
    FilePlan plan(ImageRequest request, ImageFormat format, ImageHeader header, Metadata metadata)
            throws ImageException {
        OutputOptions options = request.output().options();
        Optional<byte[]> space = codecs.encoder(format).embedsProfile() ? space(options) : Optional.empty();
        Encoding plain = encoding(request, format, header, metadata);
        return new FilePlan(
                format,
                space.isPresent() ? plain.withProfile(space.get()) : plain,
                options.autoquality().or(() -> standardSearch(request, format)),
                options.maxBytes(),
                space);
    }

    /** A request that gives a quality is not searched for another one. */
    private Optional<OutputOptions.Autoquality> standardSearch(ImageRequest request, ImageFormat format) {
        return request.output().quality().isPresent()
                ? Optional.empty()
                : rules.files().search().of(format);
    }

    private Encoding encoding(ImageRequest request, ImageFormat format, ImageHeader header, Metadata metadata)
            throws ImageException {
        OutputOptions options = request.output().options();
        return new Encoding(
                qualities.with(options.formatQuality()).quality(request.output().quality(), format),
                progressive(options, format),
                Optional.empty(),
                metadata,
                paletteBits(header),
                colors(options.png()),
                dpi(options),
                jpeg(options.jpeg()),
                webp(options.webp()),
                options.avifSubsample()
                        .flatMap(Subsampling::named)
                        .orElse(rules.files().avif()));
    }

    private boolean progressive(OutputOptions options, ImageFormat format) {
        boolean standard = rules.progressive().contains(format);
        return switch (format) {
            case JPEG -> options.jpeg().progressive().orElse(standard);
            case PNG -> options.png().interlaced().orElse(standard);
            default -> standard;
        };
    }

    private JpegCoding jpeg(OutputOptions.Jpeg asked) {
        JpegCoding standard = rules.files().jpeg();
        return new JpegCoding(
                asked.fullChroma().orElse(standard.fullChroma()),
                asked.trellis().orElse(standard.trellis()),
                asked.deringing().orElse(standard.deringing()),
                asked.searchScans().orElse(standard.searchScans()),
                asked.table().orElse(standard.table()));
    }

    private static OptionalInt paletteBits(ImageHeader header) {
        return header.palette() && header.bitsPerSample() <= 8
                ? OptionalInt.of(paletteBits(header.bitsPerSample()))
                : OptionalInt.empty();
    }

    /** The next power of two: a TIFF may have a palette of 3 bits, but nothing that is written here. */
    private static int paletteBits(int bits) {
        return Integer.highestOneBit(2 * bits - 1);
    }

    private OptionalInt colors(OutputOptions.Png png) {
        OptionalInt standard = rules.files().colors();
        boolean quantize = png.quantize().orElse(standard.isPresent());
        return quantize ? OptionalInt.of(png.colors().orElse(standard.orElse(256))) : OptionalInt.empty();
    }

    private OptionalDouble dpi(OutputOptions options) {
        return options.dpi().isPresent() || !isStripped(options)
                ? options.dpi()
                : rules.files().dpi();
    }

    private WebpCoding webp(OutputOptions.Webp asked) throws ImageException {
        WebpCoding standard = rules.files().webp();
        return new WebpCoding(
                asked.compression().orElse(standard.compression()),
                asked.smartSubsample().orElse(standard.smartSubsample()),
                asked.preset().isPresent() ? preset(asked.preset().get()) : standard.preset(),
                standard.effort());
    }

    private static WebpCoding.Preset preset(String name) throws ImageException {
        return WebpCoding.Preset.named(name)
                .orElseThrow(() -> new ImageException(
                        Problem.BAD_OPTION,
                        "WebP has no preset \"" + name
                                + "\". Accepted are default, picture, photo, drawing, icon and text."));
    }

    private Optional<byte[]> space(OutputOptions options) throws ImageException {
        if (options.colorProfile().isEmpty() || options.colorProfile().get().equals(SRGB)) {
            return Optional.empty();
        }
        String name = options.colorProfile().get();
        byte[] profile = rules.files().profiles().get(name);
        if (profile == null) {
            TreeSet<String> known = new TreeSet<>(rules.files().profiles().keySet());
            known.add(SRGB);
            throw new ImageException(
                    Problem.BAD_OPTION,
                    "This server has no colour profile \"" + name + "\". Accepted are " + String.join(", ", known)
                            + ".");
        }
        return Optional.of(profile);
    }

    /** The same file without losses, or almost, for pictures of little complexity. */
    static FilePlan lossless(FilePlan plan) {
        WebpCoding nearly = plan.encoding().webp().withCompression(Compression.NEAR_LOSSLESS);
        return plan.format() == ImageFormat.WEBP ? plan.with(plan.encoding().withWebp(nearly)) : plan;
    }
}
