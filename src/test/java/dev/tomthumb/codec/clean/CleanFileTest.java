package dev.tomthumb.codec.clean;

import static dev.tomthumb.codec.FileParts.anmf;
import static dev.tomthumb.codec.FileParts.ascii;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.contains;
import static dev.tomthumb.codec.FileParts.exif;
import static dev.tomthumb.codec.FileParts.iccp;
import static dev.tomthumb.codec.FileParts.join;
import static dev.tomthumb.codec.FileParts.riffChunk;
import static dev.tomthumb.codec.FileParts.vp8x;
import static dev.tomthumb.codec.FileParts.webp;
import static dev.tomthumb.codec.FileParts.withChunk;
import static dev.tomthumb.codec.FileParts.withSegment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.codec.Animations;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.ImageFormats;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Mutations;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Profiles;
import dev.tomthumb.codec.gif.GifAnimationDecoder;
import dev.tomthumb.codec.gif.GifAnimationEncoder;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.samples.TestPictures;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanFileTest {
    private static final String SECRET = "at home <script>";
    private static final byte[] JPEG = TestPictures.jpeg(TestPictures.geometry(90, 60), 80);
    private static final byte[] PNG = TestPictures.png(TestPictures.alphaRamp(90, 60, 0x3366CC));
    private static final byte[] GIF = TestPictures.gif(TestPictures.geometry(90, 60));

    private static CleanFile clean(byte[] file) throws ImageException {
        return CleanFile.of(file, Headers.of(file)).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "landscape.jpg",
                "landscape-progressive.jpg",
                "portrait_6.jpg",
                "grey.jpg",
                "cmyk.jpg",
                "display-p3.jpg",
                "turned-profile.jpg",
                "alpha.png",
                "indexed.png",
                "deep.png",
                "palette.gif",
                "animated.gif",
                "photo.webp"
            })
    void noPixelChangesAndNeitherProfileNorOrientation(String name) throws ImageException {
        byte[] file = SampleOriginals.bytes(name);
        ImageHeader before = Headers.of(file);

        CleanFile clean = clean(file);

        ImageHeader after = Headers.of(clean.bytes());
        assertThat(after.size()).isEqualTo(before.size());
        assertThat(after.orientation()).isEqualTo(before.orientation());
        assertThat(after.frames()).isEqualTo(before.frames());
        assertThat(after.profile().isPresent()).isEqualTo(before.profile().isPresent());
        assertThat(after.profile().orElse(bytes())).isEqualTo(before.profile().orElse(bytes()));
        assertThat(clean.tail()).isFalse();
        assertSamePixels(ImageFormats.decoded(clean.bytes()), ImageFormats.decoded(file));
        assertThat(clean(clean.bytes()).bytes()).as("clean already").isEqualTo(clean.bytes());
    }

    private static void assertSamePixels(Pixels actual, Pixels expected) {
        assertThat(Pictures.psnr(expected, actual)).isEqualTo(99);
    }

    @Test
    void aJpegLosesEverySegmentThatDrawsNothing() throws ImageException {
        byte[] file = withSegment(JPEG, 0xfe, ascii(SECRET));
        for (int marker : new int[] {0xe1, 0xe2, 0xed, 0xef, 0xf3}) {
            file = withSegment(file, marker, ascii(SECRET));
        }

        CleanFile clean = clean(file);

        assertThat(clean.metadata()).isTrue();
        assertThat(contains(clean.bytes(), SECRET)).isFalse();
        assertThat(clean.bytes()).isEqualTo(clean(JPEG).bytes());
    }

    @Test
    void ofExifOnlyTheOrientationStays() throws ImageException {
        byte[] block = join(ascii("Exif\0\0"), exif(6, ByteOrder.LITTLE_ENDIAN), ascii(SECRET));

        CleanFile clean = clean(withSegment(JPEG, 0xe1, block));

        assertThat(Headers.of(clean.bytes()).orientation()).isEqualTo(6);
        assertThat(contains(clean.bytes(), SECRET)).isFalse();
        assertThat(clean.bytes().length).isEqualTo(clean(JPEG).bytes().length + 36);
    }

    @Test
    void theThumbnailOfJfifGoes() throws ImageException {
        byte[] jfif = join(ascii("JFIF\0"), bytes(1, 1, 0, 0, 1, 0, 1, 1, 1), ascii("<sc"));
        byte[] bare = clean(JPEG).bytes();
        byte[] file = join(
                bytes(0xff, 0xd8, 0xff, 0xe0, 0, jfif.length + 2), jfif, Arrays.copyOfRange(bare, 20, bare.length));

        CleanFile clean = clean(file);

        assertThat(clean.metadata()).isTrue();
        assertThat(clean.bytes().length).isEqualTo(file.length - 3);
        assertThat(contains(clean.bytes(), "<sc")).isFalse();
    }

    @Test
    void whatFollowsTheEndGoes() throws ImageException {
        for (byte[] file : List.of(JPEG, PNG, GIF, SampleOriginals.bytes("photo.webp"))) {
            CleanFile clean = clean(join(file, ascii("PK\3\4" + SECRET)));

            assertThat(clean.tail()).isTrue();
            assertThat(clean.bytes()).isEqualTo(clean(file).bytes());
        }
    }

    @Test
    void aPngLosesTextsAndWhatNobodyKnows() throws ImageException {
        byte[] file = withChunk(PNG, "tEXt", ascii("Comment\0" + SECRET));
        file = withChunk(file, "iCCP", iccp(Profiles.displayP3()));
        file = withChunk(file, "eXIf", join(exif(8, ByteOrder.BIG_ENDIAN), ascii(SECRET)));
        file = withChunk(file, "teSt", ascii(SECRET));
        file = withChunk(file, "acTL", bytes(0, 0, 0, 2, 0, 0, 0, 0));

        CleanFile clean = clean(file);

        assertThat(clean.metadata()).isTrue();
        assertThat(contains(clean.bytes(), SECRET)).isFalse();
        assertThat(contains(clean.bytes(), "acTL")).isFalse();
        assertThat(Headers.of(clean.bytes()).orientation()).isEqualTo(8);
        assertThat(Headers.of(clean.bytes()).profile()).isPresent();
        assertSamePixels(ImageFormats.decoded(clean.bytes()), ImageFormats.decoded(PNG));
    }

    @Test
    void aGifLosesCommentsAndForeignApplicationsButGoesOnMoving() throws ImageException {
        Animations.Shown shown = Animations.random(new Random(5));
        byte[] moving = Animations.written(new GifAnimationEncoder(), shown);
        byte[] comment = join(bytes(0x21, 0xfe, SECRET.length()), ascii(SECRET), bytes(0));
        byte[] application =
                join(bytes(0x21, 0xff, 11), ascii("XMP DataXMP"), bytes(SECRET.length()), ascii(SECRET), bytes(0));
        int head = 13 + ((moving[10] & 0x80) == 0 ? 0 : 3 << (moving[10] & 7) + 1);
        byte[] file = join(
                Arrays.copyOf(moving, head), comment, application, Arrays.copyOfRange(moving, head, moving.length));

        CleanFile clean = clean(file);

        assertThat(clean.metadata()).isTrue();
        assertThat(contains(clean.bytes(), SECRET)).isFalse();
        Animations.Shown after = Animations.shown(new GifAnimationDecoder(), clean.bytes());
        assertThat(after.plays())
                .isEqualTo(Animations.shown(new GifAnimationDecoder(), moving).plays());
        assertThat(after.delays()).isEqualTo(shown.delays());
    }

    @Test
    void aGifWithoutItsLastByteGetsIt() throws ImageException {
        assertThat(clean(Arrays.copyOf(GIF, GIF.length - 1)).bytes())
                .isEqualTo(clean(GIF).bytes());
    }

    @Test
    void aWebpLosesExifAndXmpAndSaysSo() throws ImageException {
        byte[] simple =
                ImageFormats.encoder(ImageFormat.WEBP).encode(Pictures.waves(Layout.RGB, 40, 30), Encoding.of(80));
        byte[] pixels = Arrays.copyOfRange(simple, 12, simple.length);
        byte[] file = webp(
                vp8x(0x0c, 40, 30),
                pixels,
                riffChunk("EXIF", join(exif(3, ByteOrder.LITTLE_ENDIAN), ascii(SECRET))),
                riffChunk("XMP ", ascii(SECRET)),
                riffChunk("JUNK", ascii(SECRET)));

        CleanFile clean = clean(file);

        assertThat(clean.metadata()).isTrue();
        assertThat(contains(clean.bytes(), SECRET)).isFalse();
        assertThat(clean.bytes()[20]).as("EXIF, no XMP").isEqualTo((byte) 0x08);
        assertThat(Headers.of(clean.bytes()).orientation()).isEqualTo(3);
        assertSamePixels(ImageFormats.decoded(clean.bytes()), ImageFormats.decoded(simple));
    }

    @Test
    void framesOfAWebpStay() throws ImageException {
        byte[] simple =
                ImageFormats.encoder(ImageFormat.WEBP).encode(Pictures.waves(Layout.RGB, 16, 16), Encoding.of(80));
        byte[] image = Arrays.copyOfRange(simple, 12, simple.length);
        byte[] anim = riffChunk("ANIM", bytes(0, 0, 0, 0, 0, 0));
        byte[] file = webp(vp8x(0x02, 16, 16), anim, anmf(0, 0, 16, 16, image), anmf(0, 0, 16, 16, image));

        assertThat(clean(file).bytes()).isEqualTo(file);
    }

    @Test
    void whatEndsBeforeItsPictureDoesIsRefused() {
        for (byte[] file : List.of(JPEG, PNG, GIF, SampleOriginals.bytes("photo.webp"))) {
            byte[] cut = Arrays.copyOf(file, file.length - 20);

            assertThatThrownBy(() -> clean(cut))
                    .isInstanceOfSatisfying(
                            ImageException.class,
                            refusal -> assertThat(refusal.problem()).isEqualTo(Problem.BROKEN_IMAGE))
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void otherFormatsHaveNoPartsToTakeOut() throws ImageException {
        byte[] bmp = SampleOriginals.bytes("sample.bmp");

        assertThat(CleanFile.of(bmp, Headers.of(bmp))).isEmpty();
    }

    @Property(tries = 300)
    void whateverTheBytesItAnswersOrRefuses(@ForAll Random random) {
        for (byte[] file : List.of(JPEG, PNG, GIF)) {
            byte[] mutated = Mutations.of(file, random);
            try {
                ImageHeader header = Headers.of(mutated);
                CleanFile.of(mutated, header)
                        .ifPresent(clean -> assertThat(clean.bytes().length).isLessThanOrEqualTo(mutated.length + 64));
            } catch (ImageException refusal) {
                assertThat(refusal.getMessage()).endsWith(".");
            }
        }
    }
}
