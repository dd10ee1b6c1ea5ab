package dev.tomthumb.codec;

import static dev.tomthumb.codec.FileParts.ascii;
import static dev.tomthumb.codec.HeifParts.auxC;
import static dev.tomthumb.codec.HeifParts.av1;
import static dev.tomthumb.codec.HeifParts.av1Sequence;
import static dev.tomthumb.codec.HeifParts.box;
import static dev.tomthumb.codec.HeifParts.clap;
import static dev.tomthumb.codec.HeifParts.file;
import static dev.tomthumb.codec.HeifParts.hvcC;
import static dev.tomthumb.codec.HeifParts.irot;
import static dev.tomthumb.codec.HeifParts.ispe;
import static dev.tomthumb.codec.HeifParts.pixi;
import static dev.tomthumb.codec.HeifParts.probe;
import static dev.tomthumb.codec.HeifParts.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.codec.HeifParts.Item;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeifHeaderTest {
    private static final String ALPHA = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";

    @ParameterizedTest
    @CsvSource({"avif, AVIF", "heic, HEIC"})
    void filesOfALibraryAreRead(String extension, ImageFormat format) throws ImageException {
        ImageHeader header = Headers.of(probe(extension));
        assertThat(header.format()).isEqualTo(format);
        assertThat(header.size()).isEqualTo(new Size(64, 64));
        assertThat(header.alpha()).isFalse();
        assertThat(header.bitsPerSample()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"0, 40x30", "1, 30x40", "2, 40x30", "3, 30x40"})
    void theSizeIsTheOneAfterTurning(int quarters, String size) throws ImageException {
        assertThat(picture(ispe(40, 30), irot(quarters)).size()).hasToString(size);
    }

    @Test
    void theSizeIsTheOneAfterCuttingAndTurningInTheOrderOfTheFile() throws ImageException {
        assertThat(picture(ispe(40, 30), clap(20, 11), irot(1)).size()).hasToString("11x20");
        assertThat(picture(ispe(40, 30), irot(1), clap(11, 20)).size()).hasToString("11x20");
    }

    @Test
    void aCutLargerThanThePictureIsRefused() {
        assertRefused(Problem.BROKEN_IMAGE, "it cuts 41x30 out of 40x30", avif(ispe(40, 30), clap(41, 30)));
    }

    @Test
    void depthAndProfileAreRead() throws ImageException {
        ImageHeader header = picture(
                ispe(40, 30),
                pixi(10),
                box("colr", ascii("nclx"), new byte[7]),
                box("colr", ascii("prof"), Profiles.displayP3()));
        assertThat(header.bitsPerSample()).isEqualTo(10);
        assertThat(header.profile()).contains(Profiles.displayP3());
    }

    @Test
    void alphaIsAnAuxiliaryPictureThatSaysSo() throws ImageException {
        assertThat(withAuxiliary(ALPHA).alpha()).isTrue();
        assertThat(withAuxiliary("urn:mpeg:hevc:2015:auxid:1").alpha()).isTrue();
        assertThat(withAuxiliary("urn:mpeg:hevc:2015:auxid:2").alpha()).isFalse();
    }

    private static ImageHeader withAuxiliary(String type) throws ImageException {
        return Headers.of(file(
                "avif",
                List.of(
                        new Item(1, "av01", av1(40, 30), ispe(40, 30)),
                        new Item(2, "av01", av1(40, 30), ispe(40, 30), auxC(type))),
                reference("auxl", 2, 1)));
    }

    @Test
    void aGridHasItsOwnSizeAndItsTilesAreLookedAt() throws ImageException {
        assertThat(Headers.of(grid(512, 512)).size()).hasToString("1000x500");
        assertRefused(
                Problem.BROKEN_IMAGE, "it says 1000x500 and consists of far larger pictures", grid(30_000, 20_000));
    }

    private static byte[] grid(int width, int height) {
        return file(
                "heic",
                List.of(
                        new Item(1, "grid", new byte[8], ispe(1000, 500)),
                        new Item(2, "hvc1", new byte[9], ispe(width, height), hvcC(width, height)),
                        new Item(3, "hvc1", new byte[9], ispe(width, height), hvcC(width, height))),
                reference("dimg", 1, 2, 3));
    }

    @Test
    void aCodedPictureLargerThanItsHeaderSaysIsRefused() throws ImageException {
        assertThat(picture("av01", av1(40 + 64, 30), ispe(40, 30)).size()).hasToString("40x30");
        assertRefused(
                Problem.BROKEN_IMAGE,
                "it says 40x30 in its header and 105x30 in its pixels",
                avif("av01", av1(105, 30), ispe(40, 30)));
        assertRefused(
                Problem.BROKEN_IMAGE,
                "it says 40x30 in its header and 2000x1025 in its pixels",
                avif("av01", av1Sequence(2000, 1025), ispe(40, 30)));
        assertRefused(
                Problem.BROKEN_IMAGE,
                "it says 40x30 in its header and 40x30000 in its pixels",
                avif("hvc1", new byte[9], ispe(40, 30), hvcC(40, 30_000)));
        byte[] secondThoughts = FileParts.join(av1(40, 30), av1(9000, 9000));
        assertRefused(
                Problem.BROKEN_IMAGE,
                "it says 40x30 in its header and 9000x9000 in its pixels",
                avif("av01", secondThoughts, ispe(40, 30)));
    }

    @Test
    void av1DataWithoutASizeIsRefused() {
        assertRefused(
                Problem.BROKEN_IMAGE,
                "its AV1 data has no sequence header",
                avif("av01", FileParts.bytes(0x12, 0), ispe(40, 30)));
    }

    @Test
    void otherPicturesThanAv1AndHevcAreRefusedByName() {
        for (String type : List.of("jpeg", "iovl", "unci", "grid")) {
            assertRefused(
                    Problem.UNSUPPORTED_INPUT,
                    "accepted are AV1 and HEVC pictures",
                    avif(type, av1(40, 30), ispe(40, 30)));
        }
    }

    @Test
    void aFileThatEndsBeforeItsPixelsDoIsRefused() throws ImageException {
        for (String extension : List.of("avif", "heic")) {
            byte[] file = probe(extension);
            int data = new String(file, StandardCharsets.ISO_8859_1).indexOf("mdat") + 4;
            assertRefused(Problem.BROKEN_IMAGE, "it ends before its last pixel", Arrays.copyOf(file, data + 10));
        }
    }

    @Test
    void aFileOfNothingButItemsIsRefusedBeforeTheyFillMemory() throws ImageException {
        List<byte[]> properties = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            properties.add(box("free"));
        }
        byte[] many = HeifParts.full(
                "meta",
                0,
                0,
                HeifParts.full("pitm", 0, 0, FileParts.bytes(0, 1)),
                HeifParts.full("iinf", 0, 0, FileParts.bytes(0, 0)),
                box(
                        "iprp",
                        box("ipco", properties.toArray(byte[][]::new)),
                        HeifParts.full("ipma", 0, 0, FileParts.big(0))));
        assertRefused(
                Problem.UNSUPPORTED_INPUT,
                "more than 32768 things",
                FileParts.join(box("ftyp", ascii("avif"), new byte[4]), many));
    }

    @Test
    void aSizeOfNothingIsRefused() {
        assertRefused(Problem.BROKEN_IMAGE, "its size is 0x30", avif(ispe(0, 30)));
        assertRefused(Problem.BROKEN_IMAGE, "its size is 40x4294967295", avif(ispe(40, -1)));
        assertRefused(Problem.BROKEN_IMAGE, "one of its pictures has no size", avif(irot(1)));
    }

    private static ImageHeader picture(byte[]... properties) throws ImageException {
        return Headers.of(avif(properties));
    }

    private static ImageHeader picture(String type, byte[] data, byte[]... properties) throws ImageException {
        return Headers.of(avif(type, data, properties));
    }

    private static byte[] avif(byte[]... properties) {
        return avif("av01", av1(40, 30), properties);
    }

    private static byte[] avif(String type, byte[] data, byte[]... properties) {
        return file("avif", List.of(new Item(1, type, data, properties)));
    }

    private static void assertRefused(Problem problem, String detail, byte[] file) {
        ImageException refusal = catchThrowableOfType(ImageException.class, () -> Headers.of(file));
        assertThat(refusal).as(detail).isNotNull().hasMessageContaining(detail);
        assertThat(refusal.problem()).isEqualTo(problem);
    }
}
