package dev.tomthumb.upload;

import static dev.tomthumb.codec.FileParts.ascii;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.contains;
import static dev.tomthumb.codec.FileParts.join;
import static dev.tomthumb.codec.FileParts.withChunk;
import static dev.tomthumb.codec.FileParts.withSegment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.FileParts;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.ImageFormats;
import dev.tomthumb.codec.Mutations;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import dev.tomthumb.pipeline.Deadline;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.upload.Upload.Accepted;
import dev.tomthumb.upload.Upload.Change;
import dev.tomthumb.upload.Upload.Refused;
import dev.tomthumb.upload.UploadRules.Misnamed;
import dev.tomthumb.upload.UploadRules.Treatment;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadCheckTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
    private static final RenderPermits PERMITS = new RenderPermits(512L << 20, 4);
    private static final byte[] JPEG = TestPictures.jpeg(TestPictures.geometry(90, 60), 80);
    private static final byte[] PNG = TestPictures.png(TestPictures.geometry(90, 60));

    private static Upload check(UploadRules rules, byte[] file, Claim claim) {
        try {
            return new UploadCheck(rules, ImageFormats.codecs(), PERMITS, CLOCK)
                    .check(new ByteArrayInputStream(file), claim);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            assertThat(PERMITS.bytesInUse()).as("memory is given back").isZero();
        }
    }

    private static Accepted accepted(UploadRules rules, byte[] file, String name) {
        Upload upload = check(rules, file, Claim.named(name));
        assertThat(upload).isInstanceOf(Accepted.class);
        return (Accepted) upload;
    }

    private static Refused refused(UploadRules rules, byte[] file, Claim claim) {
        Upload upload = check(rules, file, claim);
        assertThat(upload).isInstanceOf(Refused.class);
        return (Refused) upload;
    }

    private static Claim claim(String name, String type) {
        return new Claim(Optional.of(name), Optional.of(type));
    }

    // ---- What is taken

    @ParameterizedTest
    @CsvSource({
        "landscape.jpg, JPEG",
        "portrait_6.jpg, JPEG",
        "cmyk.jpg, JPEG",
        "alpha.png, PNG",
        "deep.png, PNG",
        "palette.gif, GIF",
        "animated.gif, GIF",
        "photo.webp, WEBP"
    })
    void picturesAreTakenUnderEveryTreatment(String name, ImageFormat format) throws ImageException {
        byte[] file = SampleOriginals.bytes(name);
        Size upright = Headers.of(file).uprightSize();

        for (Treatment treatment : Treatment.values()) {
            Accepted upload = accepted(UploadRules.DEFAULT.with(treatment), file, name);

            assertThat(upload.format()).isEqualTo(format);
            assertThat(upload.size()).isEqualTo(upright);
            assertThat(upload.frames()).isEqualTo(Headers.of(file).frames());
            assertThat(Headers.of(upload.bytes()).uprightSize()).isEqualTo(upright);
            assertThat(upload.mediaType()).isEqualTo(format.mediaType());
        }
    }

    @Test
    void keptAsItIs() {
        Accepted upload = accepted(UploadRules.DEFAULT.with(Treatment.KEEP), JPEG, "cat.jpg");

        assertThat(upload.bytes()).isEqualTo(JPEG);
        assertThat(upload.changes()).isEmpty();
        assertThat(upload.fileName()).isEqualTo("cat.jpg");
    }

    @Test
    void writtenAnewItStandsUprightAndHasNothingButThePicture() throws ImageException {
        byte[] file = withSegment(SampleOriginals.bytes("portrait_6.jpg"), 0xfe, ascii("taken at home"));

        Accepted upload = accepted(UploadRules.DEFAULT.with(Treatment.REWRITE), file, "cat.jpg");

        assertThat(upload.changes()).containsExactly(Change.REWRITTEN);
        assertThat(Headers.of(upload.bytes()).orientation()).isEqualTo(1);
        assertThat(contains(upload.bytes(), "home")).isFalse();
        assertThat(contains(upload.bytes(), "Exif")).isFalse();
    }

    @Test
    void writtenAnewItLooksAsItDid() throws ImageException {
        Accepted upload = accepted(UploadRules.DEFAULT.with(Treatment.REWRITE), JPEG, "cat.jpg");

        assertThat(Pictures.psnr(ImageFormats.decoded(JPEG), ImageFormats.decoded(upload.bytes())))
                .isGreaterThan(29);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample.bmp", "sample.tiff"})
    void cleaningWritesAnewWhatHasNoPartsToTakeOut(String name) {
        UploadRules rules = UploadRules.DEFAULT.accepting(ImageFormat.BMP, ImageFormat.TIFF);

        Accepted upload = accepted(rules, SampleOriginals.bytes(name), name);

        assertThat(upload.changes()).containsExactly(Change.REWRITTEN);
        assertThat(upload.fileName()).isEqualTo(name);
    }

    // ---- Names and claims

    @ParameterizedTest
    @CsvSource({
        "cat.jpg, image/jpeg",
        "cat.JPEG, image/pjpeg",
        "cat.jfif, image/jpg",
        "cat, application/octet-stream",
        "cat.jpe, 'image/jpeg; charset=binary'",
        "c.d/cat, ''"
    })
    void oldNamesForAJpegAreNoLies(String name, String type) {
        Upload upload = check(UploadRules.DEFAULT.with(Misnamed.REFUSE), JPEG, claim(name, type));

        assertThat(upload).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "cat.png, image/jpeg, is named like another type of file",
        "cat.jsp, image/jpeg, is named like another type of file",
        "cat.jpg, image/png, was sent as another type of file",
        "cat.jpg, text/html, was sent as another type of file",
    })
    void aLieIsRefusedOrPutRight(String name, String type, String reason) {
        Refused refused = refused(UploadRules.DEFAULT.with(Misnamed.REFUSE), JPEG, claim(name, type));
        Upload renamed = check(UploadRules.DEFAULT, JPEG, claim(name, type));

        assertThat(refused.problem()).isEqualTo(Problem.NOT_EXPECTED);
        assertThat(refused.sentence())
                .isEqualTo("The file is in the format JPEG but " + reason + "; please send it under its right name.");
        assertThat(((Accepted) renamed).fileName()).isEqualTo("cat.jpg");
    }

    @Test
    void aNameThatIsNotSafeIsChangedAndSaidToBe() {
        Accepted upload = accepted(UploadRules.DEFAULT, JPEG, "../../한국어 사진.jsp");

        assertThat(upload.fileName()).isEqualTo("한국어-사진.jpg");
        assertThat(upload.changes()).contains(Change.RENAMED);
    }

    // ---- Limits

    @Test
    void oneByteTooManyIsRefusedAndNoMoreIsRead() throws IOException {
        CountingStream endless = new CountingStream();

        Upload upload = new UploadCheck(
                        UploadRules.DEFAULT.withMaxBytes(100_000), ImageFormats.codecs(), PERMITS, CLOCK)
                .check(endless, Claim.named("cat.jpg"));

        assertThat(upload)
                .isEqualTo(new Refused(
                        Problem.ORIGINAL_TOO_LARGE, "The file is larger than the 100000 bytes that are accepted."));
        assertThat(endless.count).isEqualTo(100_001);
        assertThat(check(UploadRules.DEFAULT.withMaxBytes(JPEG.length), JPEG, Claim.NONE))
                .isInstanceOf(Accepted.class);
    }

    /** A body without end, whatever its length was said to be. */
    private static final class CountingStream extends InputStream {
        private long count;

        @Override
        public int read() {
            count++;
            return 0xff;
        }
    }

    @Test
    void pixelsAreCountedInTheHeaderBeforeMemoryIsTaken() {
        byte[] bomb = FileParts.patched(PNG, 16, 0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30);
        byte[] repaired = join(
                Arrays.copyOf(bomb, 8),
                FileParts.chunk("IHDR", Arrays.copyOfRange(bomb, 16, 29)),
                Arrays.copyOfRange(bomb, 33, bomb.length));

        Refused refused = refused(UploadRules.DEFAULT, repaired, Claim.NONE);

        assertThat(refused.problem()).isEqualTo(Problem.ORIGINAL_TOO_LARGE);
        assertThat(refused.sentence())
                .isEqualTo("The picture has 30000x30000 pixels, 900000000 in all; at most 50000000 are accepted.");
    }

    /** 2147483647 x 2147483647 x 4 is less than nothing in 64 bits. */
    @Test
    void noCountOfPixelsIsTooLarge() {
        byte[] huge = FileParts.chunk("IHDR", bytes(127, 255, 255, 255, 127, 255, 255, 255, 8, 6, 0, 0, 0));
        byte[] moving = join(
                Arrays.copyOf(PNG, 8),
                huge,
                FileParts.chunk("acTL", bytes(0, 0, 0, 4, 0, 0, 0, 0)),
                Arrays.copyOfRange(PNG, 33, PNG.length));

        Refused refused = refused(UploadRules.DEFAULT, moving, Claim.NONE);

        assertThat(refused.problem()).isEqualTo(Problem.ORIGINAL_TOO_LARGE);
        assertThat(refused.sentence())
                .isEqualTo("The picture has 2147483647x2147483647 pixels in each of its frames, 18446744056529682436 in"
                        + " all; at most 50000000 are accepted.");
    }

    @Test
    void framesAreCountedAndSoAreThePixelsOfAllOfThem() throws ImageException {
        byte[] moving = SampleOriginals.bytes("animated.gif");
        int frames = Headers.of(moving).frames();
        long all = Headers.of(moving).size().pixels() * frames;

        Refused many = refused(UploadRules.DEFAULT.withMaxFrames(frames - 1), moving, Claim.NONE);
        Refused large = refused(UploadRules.DEFAULT.withMaxPixels(all - 1), moving, Claim.NONE);

        assertThat(many.sentence())
                .isEqualTo("The file has " + frames + " frames; at most " + (frames - 1) + " are accepted.");
        assertThat(large.sentence()).contains("in each of its frames, " + all + " in all");
        assertThat(check(UploadRules.DEFAULT.withMaxPixels(all).withMaxFrames(frames), moving, Claim.NONE))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void withoutMemoryItIsRefusedAsOverloaded() throws Exception {
        RenderPermits busy = new RenderPermits(64 << 20, 0);
        UploadCheck check = new UploadCheck(UploadRules.DEFAULT, ImageFormats.codecs(), busy, CLOCK);
        byte[] small = TestPictures.jpeg(TestPictures.gradient(40, 40), 80);

        try (RenderPermits.Permit all = busy.acquire(64 << 20, Deadline.in(Duration.ofSeconds(1), CLOCK))) {
            assertThat(((Refused) check.check(new ByteArrayInputStream(small), Claim.NONE)).code())
                    .isEqualTo("overloaded");
        }
        assertThat(check.check(new ByteArrayInputStream(small), Claim.NONE)).isInstanceOf(Accepted.class);
    }

    /** While a file is written anew it is there three times: as it came, as it becomes, and the copy of that. */
    @ParameterizedTest
    @EnumSource(Treatment.class)
    void everyCopyOfTheFileIsCounted(Treatment treatment) throws Exception {
        byte[] file = Arrays.copyOf(JPEG, 1_000_000);
        UploadRules rules =
                UploadRules.DEFAULT.with(treatment).withMaxBytes(1_000_000).withProof(false);

        UploadCheck tight = new UploadCheck(rules, ImageFormats.codecs(), new RenderPermits(2_900_000, 4), CLOCK);
        Upload refused = tight.check(new ByteArrayInputStream(file), Claim.NONE);
        assertThat(refused).isInstanceOf(Refused.class);
        assertThat(((Refused) refused).code()).isEqualTo("original-too-large");

        UploadCheck roomy = new UploadCheck(rules, ImageFormats.codecs(), new RenderPermits(9_000_000, 4), CLOCK);
        Upload upload = roomy.check(new ByteArrayInputStream(file), Claim.NONE);
        assertThat(upload instanceof Accepted).isEqualTo(treatment != Treatment.KEEP);
    }

    /** What came is held until the check ends, also while the pixels of what became of it are looked at. */
    @Test
    void whatCameIsCountedBesideWhatIsProven() throws Exception {
        BufferedImage noise = new BufferedImage(500, 500, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        for (int at = 0; at < 500 * 500; at++) {
            noise.setRGB(at % 500, at / 500, random.nextInt());
        }
        byte[] file = TestPictures.png(noise);

        long cleaned = leastBudget(file, Treatment.CLEAN);
        long kept = leastBudget(file, Treatment.KEEP);

        assertThat(cleaned - kept).isBetween(file.length - 20_000L, file.length + 20_000L);
    }

    private static long leastBudget(byte[] file, Treatment treatment) throws IOException {
        UploadRules rules = UploadRules.DEFAULT.with(treatment).withMaxBytes(file.length);
        long tooLittle = 0;
        long enough = 64 << 20;
        while (enough - tooLittle > 10_000) {
            long tried = (tooLittle + enough) / 2;
            Upload upload = new UploadCheck(rules, ImageFormats.codecs(), new RenderPermits(tried, 4), CLOCK)
                    .check(new ByteArrayInputStream(file), Claim.NONE);
            if (upload instanceof Accepted) {
                enough = tried;
            } else {
                tooLittle = tried;
            }
        }
        return enough;
    }

    // ---- What is no picture, or more than one

    @ParameterizedTest
    @CsvSource({
        "'<html><body>log in</body></html>', it begins like HTML",
        "'', it is empty",
        "'%PDF-1.7 x', it begins like PDF",
        "'hello', it begins like text",
    })
    void whatIsNoPictureIsRefusedByName(String text, String reason) {
        Refused refused = refused(UploadRules.DEFAULT, ascii(text), claim("cat.jpg", "image/jpeg"));

        assertThat(refused.problem()).isEqualTo(Problem.NOT_AN_IMAGE);
        assertThat(refused.sentence())
                .isEqualTo("The file is not an image: " + reason + ". Accepted are JPEG, PNG, GIF, WebP.");
    }

    @Test
    void aFormatThatIsNotAcceptedIsRefusedByName() {
        Refused refused = refused(UploadRules.DEFAULT, SampleOriginals.bytes("sample.bmp"), Claim.NONE);

        assertThat(refused)
                .isEqualTo(new Refused(
                        Problem.UNSUPPORTED_INPUT,
                        "The file is in the format BMP. Accepted are JPEG, PNG, GIF, WebP."));
    }

    @ParameterizedTest
    @EnumSource(Treatment.class)
    void nothingHiddenIsEverStored(Treatment treatment) {
        String page = "<!DOCTYPE html><SCRIPT>alert(1)</SCRIPT><?php system('id') ?>";
        byte[] zip = join(ascii("PK\5\6"), new byte[18]);
        List<byte[]> polyglots = List.of(
                withSegment(JPEG, 0xfe, ascii(page)),
                withSegment(JPEG, 0xe1, ascii(page)),
                join(JPEG, ascii(page)),
                join(JPEG, ascii("PK\3\4...."), zip),
                withChunk(PNG, "tEXt", ascii("Comment\0" + page)),
                withChunk(PNG, "tEXt", ascii("Comment\0%PDF-1.4 ")),
                join(PNG, zip));
        for (byte[] polyglot : polyglots) {
            Upload upload = check(UploadRules.DEFAULT.with(treatment), polyglot, Claim.named("cat.jpg"));

            if (treatment == Treatment.KEEP) {
                assertThat(((Refused) upload).problem()).isEqualTo(Problem.NOT_EXPECTED);
            } else {
                byte[] stored = ((Accepted) upload).bytes();
                String text = new String(stored, StandardCharsets.ISO_8859_1).toLowerCase(java.util.Locale.ROOT);
                assertThat(text)
                        .doesNotContain("<script")
                        .doesNotContain("<?php")
                        .doesNotContain("%pdf");
                assertThat(contains(stored, "PK\5\6")).isFalse();
            }
        }
    }

    @Test
    void whatHidesInThePicturesOwnPartsIsFound() {
        byte[] inTable = withSegment(JPEG, 0xe2, ascii("ICC_PROFILE\0\1\1<html><script>alert(1)</script>"));

        Refused refused = refused(UploadRules.DEFAULT, inTable, Claim.NONE);

        assertThat(refused.sentence())
                .isEqualTo("The file is a picture and also a web page or a script; please send the picture alone.");
    }

    @Test
    void cleaningSaysWhatItTookOut() {
        byte[] file = join(withSegment(JPEG, 0xfe, ascii("comment")), new byte[] {0, 0, 1});

        Accepted upload = accepted(UploadRules.DEFAULT, file, "cat.jpg");

        assertThat(upload.changes()).containsExactlyInAnyOrder(Change.METADATA_REMOVED, Change.TAIL_REMOVED);
    }

    @Test
    void aDrawingIsSanitizedWhateverIsAskedFor() {
        String svg = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30' onload='alert(1)'>"
                + "<script>alert(1)</script><rect width='40' height='30' fill='red'/></svg>";
        for (Treatment treatment : Treatment.values()) {
            UploadRules rules = UploadRules.DEFAULT.accepting(ImageFormat.SVG).with(treatment);

            Accepted upload = accepted(rules, ascii(svg), "logo.svg");

            String stored = new String(upload.bytes(), StandardCharsets.UTF_8);
            assertThat(stored).contains("<rect").doesNotContain("script").doesNotContain("onload");
            assertThat(upload.size()).isEqualTo(new Size(40, 30));
            assertThat(upload.changes()).containsExactly(Change.SANITIZED);
        }
        assertThat(refused(UploadRules.DEFAULT, ascii(svg), Claim.NONE).problem())
                .isEqualTo(Problem.UNSUPPORTED_INPUT);
    }

    // ---- Proof

    @Test
    void aPictureThatCannotBeShownIsRefused() {
        byte[] cut = Arrays.copyOf(SampleOriginals.bytes("landscape.jpg"), 20_000);
        byte[] ended = join(cut, bytes(0xff, 0xd9));
        byte[] wrongCode = PNG.clone();
        wrongCode[wrongCode.length - 30] ^= 0x55;

        assertThat(refused(UploadRules.DEFAULT, cut, Claim.NONE).problem()).isEqualTo(Problem.BROKEN_IMAGE);
        assertThat(refused(UploadRules.DEFAULT, ended, Claim.NONE).problem()).isEqualTo(Problem.BROKEN_IMAGE);
        assertThat(refused(UploadRules.DEFAULT, wrongCode, Claim.NONE).problem())
                .isEqualTo(Problem.BROKEN_IMAGE);
        assertThat(check(UploadRules.DEFAULT.withProof(false), ended, Claim.NONE))
                .isInstanceOf(Accepted.class);
    }

    @Property(tries = 150)
    void whateverTheBytesItAnswers(@ForAll Random random) throws ImageException {
        Treatment treatment = Treatment.values()[random.nextInt(3)];
        UploadRules rules =
                UploadRules.DEFAULT.with(treatment).withMaxPixels(100_000).withProof(random.nextBoolean());
        for (byte[] file : List.of(JPEG, PNG, TestPictures.gif(TestPictures.geometry(30, 20)))) {
            Upload upload = check(rules, Mutations.of(file, random), Claim.named("a.jpg"));

            if (upload instanceof Accepted taken) {
                assertThat(Headers.of(taken.bytes()).uprightSize()).isEqualTo(taken.size());
            } else {
                assertThat(((Refused) upload).sentence())
                        .endsWith(".")
                        .doesNotContain("original")
                        .doesNotContainPattern("[<>&\"]");
            }
        }
    }
}
