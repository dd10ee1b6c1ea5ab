package dev.tomthumb.codec;

import static dev.tomthumb.codec.FileParts.ascii;
import static dev.tomthumb.codec.FileParts.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecsTest {
    private final FakeDecoder first = new FakeDecoder(Set.of(ImageFormat.JPEG, ImageFormat.WEBP));
    private final FakeDecoder second = new FakeDecoder(Set.of(ImageFormat.JPEG, ImageFormat.GIF));
    private final Codecs codecs = new Codecs(
            List.of(first, second),
            List.of(new FakeEncoder(ImageFormat.PNG), new FakeEncoder(ImageFormat.WEBP)),
            ColorManagement.NONE);

    @Test
    void thePreferredPlugInServesAFormat() throws ImageException {
        assertThat(codecs.decoder(ImageFormat.JPEG)).isSameAs(first);
        assertThat(codecs.decoder(ImageFormat.GIF)).isSameAs(second);
    }

    @Test
    void whatCanBeReadAndWrittenIsListed() {
        assertThat(codecs.readable()).containsExactly(ImageFormat.JPEG, ImageFormat.GIF, ImageFormat.WEBP);
        assertThat(codecs.writable()).containsExactly(ImageFormat.PNG, ImageFormat.WEBP);
    }

    @Test
    void aFormatThatCannotBeWrittenIsRefusedByName() {
        ImageException refusal = catchThrowableOfType(ImageException.class, () -> codecs.encoder(ImageFormat.AVIF));
        assertThat(refusal.problem()).isEqualTo(Problem.UNSUPPORTED_OUTPUT);
        assertThat(refusal)
                .hasMessage(
                        "This server cannot write AVIF without a libvips that can (tomthumb.libvips). Available are PNG, WebP.");
    }

    /** No jar would help. */
    @Test
    void drawingsAreNeverWritten() {
        ImageException refusal = catchThrowableOfType(ImageException.class, () -> codecs.encoder(ImageFormat.SVG));
        assertThat(refusal)
                .hasMessage("This server cannot write SVG, which only an original can be. Available are PNG, WebP.");
    }

    @Test
    void aFormatThatCannotBeReadIsRefusedByName() {
        byte[] jxl = bytes(0xff, 0x0a, 0, 0);
        ImageException refusal = catchThrowableOfType(ImageException.class, () -> codecs.header(jxl));
        assertThat(refusal.problem()).isEqualTo(Problem.UNSUPPORTED_INPUT);
        assertThat(refusal)
                .hasMessage(
                        "The original is in the format JPEG XL, which this server cannot read without a libvips that can"
                                + " (tomthumb.libvips). Accepted are JPEG, GIF, WebP.");
    }

    @ParameterizedTest
    @CsvSource({
        "'', it is empty",
        "'<!DOCTYPE html><p>', it begins like HTML",
        "'\n<html lang=de>', it begins like HTML",
        "'<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>', it begins like XML",
        "'{\"error\":404}', it begins like JSON",
        "'%PDF-1.7', it begins like PDF",
        "'8BPS', it begins like a Photoshop document",
        "'Not found', it begins like text",
        "'....ftypisom', it begins like a video"
    })
    void whatIsNoImageIsRefusedWithWhatItLooksLike(String file, String look) {
        ImageException refusal = catchThrowableOfType(ImageException.class, () -> codecs.header(ascii(file)));
        assertThat(refusal.problem()).isEqualTo(Problem.NOT_AN_IMAGE);
        assertThat(refusal).hasMessage("The original is not an image: " + look + ". Accepted are JPEG, GIF, WebP.");
    }

    @Test
    void binaryFilesAreToldApartFromText() {
        assertThatThrownBy(() -> codecs.header(bytes(1, 2, 3)))
                .hasMessageStartingWith("The original is not an image: it begins like no file known here.");
        assertThatThrownBy(() -> codecs.header(bytes('P', 'K', 3, 4)))
                .hasMessageStartingWith("The original is not an image: it begins like a ZIP archive.");
        assertThatThrownBy(() -> codecs.header(bytes(0x1f, 0x8b, 8)))
                .hasMessageStartingWith("The original is not an image: it begins like gzip.");
    }

    private record FakeDecoder(Set<ImageFormat> formats) implements Decoder {
        @Override
        public long memory(ImageHeader header) {
            return 0;
        }

        @Override
        public Pixels decode(byte[] file, ImageHeader header) {
            throw new UnsupportedOperationException();
        }
    }

    private record FakeEncoder(ImageFormat format) implements Encoder {
        @Override
        public long memory(Size size) {
            return 0;
        }

        @Override
        public byte[] encode(Pixels pixels, Encoding encoding) {
            throw new UnsupportedOperationException();
        }
    }
}
