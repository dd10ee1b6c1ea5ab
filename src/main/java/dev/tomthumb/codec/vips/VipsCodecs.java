package dev.tomthumb.codec.vips;

import dev.tomthumb.codec.ColorManagement;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.model.ImageFormat;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a libvips on this machine reads and writes, tried and not believed. Create one, and close it with the application. */
public final class VipsCodecs implements AutoCloseable {
    private static final Logger LOG = System.getLogger(VipsCodecs.class.getName());
    private static final String NEEDED =
            " AVIF, HEIC and JPEG XL are neither read nor written; all other formats work. docs/operations.md says what"
                    + " is needed.";

    /** Without effect: libvips hands an effort on to AV1's encoders only, and leaves x265 its slow default. */
    private static final int HEIC_EFFORT = 4;

    private final List<Decoder> decoders;
    private final List<Encoder> encoders;
    private final boolean loaded;
    private final Optional<String> lack;

    private VipsCodecs(List<Decoder> decoders, List<Encoder> encoders, boolean loaded, Optional<String> lack) {
        this.decoders = List.copyOf(decoders);
        this.encoders = List.copyOf(encoders);
        this.loaded = loaded;
        this.lack = lack;
    }

    /** Nothing; neither JNA nor libvips is touched. */
    public static VipsCodecs none() {
        return new VipsCodecs(List.of(), List.of(), false, Optional.empty());
    }

    /**
     * Loads libvips and tries what its build can. Where that fails, one warning says why and there is nothing in the lists.
     *
     * @param library the shared object; empty = the one the system's loader knows
     * @param avifEffort 0..9
     * @param jxlEffort 1..9
     * @param color turns pixels with a profile into sRGB
     */
    public static VipsCodecs load(Optional<Path> library, int avifEffort, int jxlEffort, ColorManagement color) {
        try {
            Vips vips = JnaThread.outside(() -> LibvipsFile.open(library));
            return tried(vips, avifEffort, jxlEffort, color);
        } catch (VipsException | LinkageError failure) {
            String reason = reason(library, failure);
            LOG.log(Level.WARNING, reason + NEEDED, failure);
            return new VipsCodecs(List.of(), List.of(), false, Optional.of(reason));
        }
    }

    private static String reason(Optional<Path> library, Throwable failure) {
        if (failure instanceof NoClassDefFoundError) {
            return "JNA is missing, by which libvips is called: put jna.jar into Tomcat's lib directory.";
        }
        return "libvips" + library.map(path -> " at " + path).orElse("") + " cannot be used: " + failure.getMessage()
                + ".";
    }

    private static VipsCodecs tried(Vips vips, int avifEffort, int jxlEffort, ColorManagement color) {
        Probe probe = new Probe(vips);
        List<Decoder> decoders = new ArrayList<>();
        List<Encoder> encoders = new ArrayList<>();
        for (ImageFormat format : Formats.ALL) {
            if (probe.reads(format)) {
                decoders.add(new VipsDecoder(vips, format, color));
            }
            int effort = format == ImageFormat.AVIF ? avifEffort : format == ImageFormat.JXL ? jxlEffort : HEIC_EFFORT;
            if (probe.writes(format, effort)) {
                encoders.add(new VipsEncoder(vips, format, effort));
            }
        }
        LOG.log(
                Level.INFO,
                "libvips {0} reads {1} and writes {2}",
                vips.version(),
                decoders.stream().flatMap(decoder -> decoder.formats().stream()).toList(),
                encoders.stream().map(Encoder::format).toList());
        return new VipsCodecs(decoders, encoders, true, Optional.empty());
    }

    /** What reads. Usable until {@link #close}. */
    public List<Decoder> decoders() {
        return decoders;
    }

    /** What writes. Usable until {@link #close}. */
    public List<Encoder> encoders() {
        return encoders;
    }

    /** Why it could not be loaded, in one sentence; empty if it could, or nobody asked for it. */
    public Optional<String> lack() {
        return lack;
    }

    /** Ends JNA's thread; the library itself stays loaded, for GLib cannot be unloaded. */
    @Override
    public void close() {
        if (loaded) {
            JnaThread.end();
        }
    }
}
