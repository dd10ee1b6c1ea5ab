package dev.tomthumb.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.samples.TestPictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes, a header parser answers or refuses; it neither throws anything else nor loops. */
class HeaderPropertyTest {
    private static final Set<Problem> REFUSALS =
            Set.of(Problem.NOT_AN_IMAGE, Problem.BROKEN_IMAGE, Problem.UNSUPPORTED_INPUT);
    private static final List<byte[]> BEGINNINGS = List.of(
            FileParts.bytes(0xff, 0xd8, 0xff),
            FileParts.bytes(0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R'),
            FileParts.ascii("GIF89a"),
            FileParts.ascii("RIFF\177\177\177\177WEBPVP8X"),
            FileParts.ascii("RIFF\177\177\177\177WEBPVP8 "),
            FileParts.ascii("RIFF\177\177\177\177WEBPVP8L"),
            FileParts.ascii("BM\0\0\0\0\0\0\0\0\0\0\0\0\50\0\0\0"),
            FileParts.ascii("II*\0\10\0\0\0"),
            FileParts.ascii("MM\0*\0\0\0\10"),
            FileParts.ascii("\0\0\0\40ftyp"),
            FileParts.ascii("\0\0\0\20ftypavif\0\0\0\0\0\0\0\0meta\0\0\0\0"),
            FileParts.bytes(0xff, 0x0a),
            FileParts.ascii("<?xml"));
    private static final List<byte[]> VALID = valid();

    @Property
    void randomBytesBehindARealBeginning(@ForAll @Size(max = 300) byte[] rest) {
        for (byte[] beginning : BEGINNINGS) {
            answersOrRefuses(FileParts.join(beginning, rest));
        }
        answersOrRefuses(rest);
    }

    @Property
    void mutatedFiles(@ForAll Random random) {
        for (byte[] file : VALID) {
            answersOrRefuses(Mutations.of(file, random));
        }
    }

    @Property(tries = 1)
    void everyTruncation() {
        for (byte[] file : VALID) {
            for (int length = 0; length < Math.min(file.length, 2000); length++) {
                answersOrRefuses(Arrays.copyOf(file, length));
            }
        }
    }

    private static void answersOrRefuses(byte[] file) {
        try {
            ImageHeader header = Headers.of(file);
            assertThat(header.profile().map(profile -> profile.length).orElse(0))
                    .isLessThanOrEqualTo(IccProfiles.MAX_BYTES);
        } catch (ImageException refusal) {
            assertThat(refusal.problem()).isIn(REFUSALS);
            assertThat(refusal.getMessage()).endsWith(".");
        }
    }

    private static List<byte[]> valid() {
        BufferedImage picture = TestPictures.gradient(24, 16);
        byte[] jpeg = TestPictures.jpeg(picture, 80);
        byte[] exif = FileParts.exif(6, ByteOrder.BIG_ENDIAN);
        byte[] png = TestPictures.png(picture);
        byte[] vp8 = FileParts.riffChunk("VP8 ", FileParts.bytes(0x10, 0, 0, 0x9d, 1, 0x2a, 40, 0, 30, 0));
        return List.of(
                FileParts.withSegment(jpeg, 0xe1, FileParts.join(FileParts.ascii("Exif\0\0"), exif)),
                FileParts.withSegment(
                        jpeg,
                        0xe2,
                        FileParts.join(FileParts.ascii("ICC_PROFILE\0"), FileParts.bytes(1, 1), Profiles.displayP3())),
                FileParts.withChunk(png, "iCCP", FileParts.iccp(Profiles.displayP3())),
                FileParts.withChunk(png, "eXIf", exif),
                TestPictures.gif(picture),
                FileParts.webp(
                        FileParts.vp8x(0x3a, 40, 30),
                        FileParts.riffChunk("ICCP", Profiles.displayP3()),
                        FileParts.anmf(0, 0, 40, 30, vp8),
                        FileParts.riffChunk("EXIF", exif)),
                HeifParts.probe("avif"),
                HeifParts.probe("heic"),
                HeifParts.probe("jxl"),
                written(picture, "bmp"),
                written(picture, "tiff"));
    }

    private static byte[] written(BufferedImage picture, String format) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(picture, format, file)).isTrue();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }
}
