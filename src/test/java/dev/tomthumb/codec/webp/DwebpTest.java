package dev.tomthumb.codec.webp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sample by sample what libwebp's own decoder makes of a file: every kind of coding it knows, in small. */
class DwebpTest {
    @SuppressWarnings("ArrayRecordComponent")
    record Reference(String name, int width, int height, String crc, byte[] file) {
        static Reference of(String line) {
            String[] words = line.split(" ");
            return new Reference(
                    words[0],
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    words[3],
                    Base64.getDecoder().decode(words[4]));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Reference> references() {
        var resource = Objects.requireNonNull(DwebpTest.class.getResourceAsStream("dwebp.txt"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
            List<String> all =
                    lines.lines().filter(line -> !line.startsWith("#")).toList();
            return all.stream().map(Reference::of);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @ParameterizedTest
    @MethodSource("references")
    void everySampleIsTheSame(Reference reference) throws ImageException {
        Pixels pixels = Webps.read(reference.file());
        assertThat(pixels.width()).isEqualTo(reference.width());
        assertThat(pixels.height()).isEqualTo(reference.height());
        assertThat(String.format("%08x", crc(pixels))).isEqualTo(reference.crc());
    }

    private static long crc(Pixels pixels) {
        CRC32 crc = new CRC32();
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                for (int i = 0; i < 4; i++) {
                    crc.update(
                            i < pixels.planes().size() ? pixels.planes().get(i).get(x, y) : 255);
                }
            }
        }
        return crc.getValue();
    }
}
