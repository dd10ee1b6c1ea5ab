package dev.tomthumb.codec.png;

import static dev.tomthumb.codec.FileParts.ascii;
import static dev.tomthumb.codec.FileParts.big;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.chunk;
import static dev.tomthumb.codec.FileParts.deflated;
import static dev.tomthumb.codec.FileParts.join;
import static dev.tomthumb.codec.FileParts.patched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What files get wrong: what harms the pixels is refused, what does not is left out. */
class DamagedPngTest {
    private static final String EARLY = "ends before its last pixel";
    private static final String CHECKSUM = "has a wrong checksum";
    private static final int HEADER_CRC_AT = 29;

    private final PngDecoder decoder = new PngDecoder();
    private final HandmadePng picture = HandmadePng.smooth(30, 20, 2, 8);

    @Test
    void aWrongChecksumOfWhatDecidesPixelsIsRefused() {
        byte[] file = picture.file();
        refused(patched(file, HEADER_CRC_AT, file[HEADER_CRC_AT] ^ 1), CHECKSUM);
        int dataCrc = file.length - 12 - 4;
        refused(patched(file, dataCrc, file[dataCrc] ^ 1), CHECKSUM);
        byte[] palette = HandmadePng.smooth(30, 20, 3, 8).file();
        refused(patched(palette, 33 + 8, palette[33 + 8] ^ 1), CHECKSUM);
    }

    @Test
    void aWrongChecksumOfTheStreamIsRefused() {
        byte[] data = deflated(picture.raw());
        refused(picture.fileOf(patched(data, data.length - 1, data[data.length - 1] ^ 1)), CHECKSUM);
    }

    @Test
    void aWrongChecksumElsewhereIsNoMatter() throws ImageException {
        byte[] file =
                HandmadePng.smooth(30, 20, 2, 8).with("tEXt", ascii("a\0b")).file();
        int crc = 33 + 8 + 3;
        same(picture.file(), patched(file, crc, file[crc] ^ 1));
    }

    @Test
    void aTransparentColorWithAWrongChecksumIsLeftOut() throws ImageException {
        byte[] file = HandmadePng.smooth(30, 20, 2, 8).with("tRNS", new byte[6]).file();
        int crc = 33 + 8 + 6;
        assertThat(decode(file).layout()).isEqualTo(Layout.RGB_ALPHA);
        same(picture.file(), patched(file, crc, file[crc] ^ 1));
    }

    @Test
    void aTransparencyThatDoesNotFitIsLeftOut() throws ImageException {
        same(
                picture.file(),
                HandmadePng.smooth(30, 20, 2, 8).with("tRNS", new byte[2]).file());
        HandmadePng alpha = HandmadePng.smooth(30, 20, 6, 8);
        same(
                alpha.file(),
                HandmadePng.smooth(30, 20, 6, 8).with("tRNS", new byte[6]).file());
        assertThat(decode(HandmadePng.smooth(30, 20, 3, 1)
                                .with("tRNS", new byte[3])
                                .file())
                        .layout())
                .isEqualTo(Layout.RGB);
    }

    @Test
    void dataMayBeSplitAnywhere() throws ImageException {
        same(picture.file(), HandmadePng.smooth(30, 20, 2, 8).dataInChunksOf(1).file());
        same(picture.file(), HandmadePng.smooth(30, 20, 2, 8).dataInChunksOf(3).file());
        byte[] none = chunk("IDAT", new byte[0]);
        byte[] file = picture.file();
        byte[] begin = Arrays.copyOf(file, 33);
        byte[] data = Arrays.copyOfRange(file, 33, file.length - 12);
        byte[] end = Arrays.copyOfRange(file, file.length - 12, file.length);
        same(file, join(begin, none, none, data, none, end));
    }

    @Test
    void dataInterruptedByAnotherChunkEndsThere() {
        byte[] file = HandmadePng.random(30, 20, 2, 8, new Random(1))
                .dataInChunksOf(500)
                .file();
        int at = 33 + 512;
        refused(
                join(Arrays.copyOf(file, at), chunk("tEXt", ascii("a\0b")), Arrays.copyOfRange(file, at, file.length)),
                EARLY);
    }

    @Test
    void whatFollowsTheLastPixelIsLeftOut() throws ImageException {
        same(
                picture.file(),
                HandmadePng.smooth(30, 20, 2, 8).surplus(new byte[5000]).file());
        same(picture.file(), join(picture.file(), bytes(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)));
        same(picture.file(), Arrays.copyOf(picture.file(), picture.file().length - 12));
    }

    @Test
    void everyCutIsRefusedUntilTheLastPixelIsThere() throws ImageException {
        byte[] file = picture.file();
        ImageHeader header = Headers.of(file);
        Pixels whole = decode(file);
        int behindPixels = file.length - 12 - 4 - 4;
        for (int length = 34; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            if (length >= behindPixels) {
                assertThat(Pictures.psnr(whole, decoder.decode(cut, header))).isEqualTo(99);
            } else {
                ImageException refusal = catchThrowableOfType(ImageException.class, () -> decoder.decode(cut, header));
                // The very last bits may belong to the end of the stream only.
                assertThat(refusal != null || length > behindPixels - 4)
                        .as("%d", length)
                        .isTrue();
            }
        }
    }

    @Test
    void aPictureOfWhichTooLittleIsThereIsRefusedBeforeRoomIsMade() {
        byte[] claim = patched(picture.file(), 16, 0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20);
        byte[] header = Arrays.copyOfRange(claim, 16, 29);
        byte[] file = join(Arrays.copyOf(claim, 8), chunk("IHDR", header), Arrays.copyOfRange(claim, 33, claim.length));
        refused(file, EARLY);
    }

    @Test
    void aBombIsNotUnfoldedBeyondThePicture() throws ImageException {
        byte[] bomb =
                HandmadePng.smooth(30, 20, 2, 8).surplus(new byte[100 << 20]).file();
        long start = System.nanoTime();
        same(picture.file(), bomb);
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    @Test
    void paletteRules() throws ImageException {
        refused(HandmadePng.smooth(30, 20, 3, 8).palette(new int[0]).file(), "has no palette");
        refused(HandmadePng.smooth(30, 20, 3, 8).palette(1, 2, 3, 4).file(), "has a palette that is none");
        refused(HandmadePng.smooth(30, 20, 3, 8).palette(new int[257 * 3]).file(), "has a palette that is none");
        refused(HandmadePng.smooth(30, 20, 3, 8).with("PLTE", bytes(1, 2, 3)).file(), "has a palette that is none");
        same(picture.file(), HandmadePng.smooth(30, 20, 2, 8).palette(1, 2, 3).file());
    }

    @Test
    void anIndexBeyondThePaletteIsBlack() throws ImageException {
        HandmadePng png = HandmadePng.random(30, 20, 3, 8, new Random(5)).palette(10, 20, 30, 40, 50, 60);
        Pixels pixels = decode(png.file());
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 30; x++) {
                int index = png.samples[y][x][0];
                int red = index == 0 ? 10 : index == 1 ? 40 : 0;
                assertThat(pixels.planes().get(0).get(x, y)).isEqualTo(red);
            }
        }
    }

    @Test
    void chunksThatMustBeUnderstoodAreRefusedByName() {
        byte[] file = HandmadePng.smooth(30, 20, 2, 8).with("NEWS", new byte[3]).file();
        ImageException refusal = catchThrowableOfType(ImageException.class, () -> decode(file));
        assertThat(refusal.problem()).isEqualTo(Problem.UNSUPPORTED_INPUT);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 11, 12})
    void methodsThatDoNotExistAreRefused(int at) {
        byte[] file = picture.file();
        byte[] header = patched(Arrays.copyOfRange(file, 16, 29), at, 2);
        refused(
                join(Arrays.copyOf(file, 8), chunk("IHDR", header), Arrays.copyOfRange(file, 33, file.length)),
                "names methods that do not exist");
    }

    @Test
    void aFilterThatDoesNotExistIsRefused() {
        refused(picture.fileOf(deflated(patched(picture.raw(), 0, 5))), "uses a filter that does not exist");
    }

    @Test
    void dataThatIsNoZlibStreamIsRefused() {
        refused(picture.fileOf(bytes(1, 2, 3, 4)), "is not compressed as a PNG is");
        refused(picture.fileOf(bytes(0x78, 0x9c, 0xff, 0xff, 0xff)), "cannot be decompressed");
        refused(picture.fileOf(bytes(0x78)), EARLY);
        refused(picture.fileOf(new byte[0]), EARLY);
    }

    @Test
    void aWidthBeyondAllReasonIsRefusedWhateverItsFile() {
        byte[] file = picture.file();
        byte[] header = join(big(Integer.MAX_VALUE), big(1), bytes(8, 2, 0, 0, 0));
        byte[] wide = join(Arrays.copyOf(file, 8), chunk("IHDR", header), Arrays.copyOfRange(file, 33, file.length));
        ImageException refusal = catchThrowableOfType(ImageException.class, () -> decode(wide));
        assertThat(refusal.problem()).isEqualTo(Problem.UNSUPPORTED_INPUT);
    }

    @Property(tries = 300)
    void mutatedFilesAreReadOrRefusedInEveryWay(@ForAll Random random) {
        byte[] seed = HandmadePng.random(
                        1 + random.nextInt(20),
                        1 + random.nextInt(20),
                        new int[] {0, 2, 3, 4, 6}[random.nextInt(5)],
                        8,
                        random)
                .interlaced(random.nextBoolean())
                .dataInChunksOf(1 + random.nextInt(300))
                .file();
        byte[] mutated = dev.tomthumb.codec.Mutations.of(seed, random);
        PngFuzz.fuzz(mutated);
        PngFuzz.fuzz(PngFuzz.withRightChecksums(mutated));
    }

    private Pixels decode(byte[] file) throws ImageException {
        return decoder.decode(file, Headers.of(file));
    }

    private void same(byte[] expected, byte[] actual) throws ImageException {
        Pixels pixels = decode(actual);
        assertThat(pixels.layout()).isEqualTo(decode(expected).layout());
        assertThat(Pictures.psnr(decode(expected), pixels)).isEqualTo(99);
    }

    private void refused(byte[] file, String what) {
        ImageException refusal = catchThrowableOfType(ImageException.class, () -> decode(file));
        assertThat(refusal).isNotNull();
        assertThat(refusal.problem()).isEqualTo(Problem.BROKEN_IMAGE);
        assertThat(refusal).hasMessage("The original is a damaged PNG: it " + what + ".");
    }
}
