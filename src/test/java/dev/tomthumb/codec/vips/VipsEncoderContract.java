package dev.tomthumb.codec.vips;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.EncoderContract;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.FileParts;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is true of each format that libvips writes. */
abstract class VipsEncoderContract extends EncoderContract {
    abstract ImageFormat format();

    @BeforeEach
    void needsALibraryThatReadsAndWrites() {
        Library.encoder(format());
        Library.decoder(format());
    }

    @Override
    protected Encoder encoder() {
        return Library.encoder(format());
    }

    @Override
    protected Decoder decoder() {
        return Library.decoder(format());
    }

    @Override
    protected double likeness(Layout layout) {
        return 33;
    }

    @Override
    protected int longestSide() {
        return Formats.longestSide(format());
    }

    @Test
    void moreQualityMakesALargerFile() throws ImageException {
        var picture = Pictures.waves(Layout.RGB, 200, 150);
        assertThat(encoder().encode(picture, Encoding.of(95)).length)
                .isGreaterThan(encoder().encode(picture, Encoding.of(40)).length * 3 / 2);
    }

    @Test
    void metadataIsEmbeddedIfThereIsSomeAndNoneIsMadeUp() throws ImageException {
        var picture = Pictures.waves(Layout.RGB, 30, 20);
        byte[] exif = FileParts.exif(1, ByteOrder.BIG_ENDIAN);
        byte[] with = encoder()
                .encode(picture, new Encoding(80, false, Optional.empty(), Optional.of(exif), OptionalInt.empty()));
        byte[] without = encoder().encode(picture, Encoding.of(80));
        // libvips before 8.15 has no EXIF for JPEG XL.
        assertThat(FileParts.contains(with, "Exif") || format() == ImageFormat.JXL)
                .isTrue();
        assertThat(FileParts.contains(without, "Exif")).isFalse();
    }
}
