package dev.tomthumb.codec.vips;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tomthumb.codec.ColorManagement;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.model.ImageFormat;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The libvips of this machine, by {@code -Dtomthumb.test.libvips=<path>} or where the system keeps it. Tests that need one
 * are skipped where there is none.
 */
final class Library {
    static final Optional<Path> FILE =
            Optional.ofNullable(System.getProperty("tomthumb.test.libvips")).map(Path::of);
    private static final VipsCodecs CODECS = VipsCodecs.load(FILE, 1, 4, ColorManagement.NONE);

    private Library() {}

    static VipsCodecs codecs() {
        assumeTrue(CODECS.lack().isEmpty(), () -> CODECS.lack().orElseThrow());
        return CODECS;
    }

    /** Opened once more: a process has one all the same. */
    static Vips vips() {
        codecs();
        try {
            return LibvipsFile.open(FILE);
        } catch (VipsException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static boolean writes(ImageFormat format) {
        return CODECS.encoders().stream().anyMatch(encoder -> encoder.format() == format);
    }

    static Decoder decoder(ImageFormat format) {
        Optional<Decoder> found = codecs().decoders().stream()
                .filter(decoder -> decoder.formats().contains(format))
                .findFirst();
        assumeTrue(found.isPresent(), () -> "this libvips does not read " + format);
        return found.orElseThrow();
    }

    static Encoder encoder(ImageFormat format) {
        Optional<Encoder> found = codecs().encoders().stream()
                .filter(encoder -> encoder.format() == format)
                .findFirst();
        assumeTrue(found.isPresent(), () -> "this libvips does not write " + format);
        return found.orElseThrow();
    }
}
