package dev.tomthumb.codec;

import static dev.tomthumb.codec.HeifParts.av1;
import static dev.tomthumb.codec.HeifParts.file;
import static dev.tomthumb.codec.HeifParts.full;
import static dev.tomthumb.codec.HeifParts.hvcC;
import static dev.tomthumb.codec.HeifParts.irot;
import static dev.tomthumb.codec.HeifParts.ispe;
import static dev.tomthumb.codec.HeifParts.reference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.HeifParts.Item;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HeifThumbnailTest {
    private static final Item PICTURE = new Item(1, "av01", av1(400, 300), ispe(400, 300));

    private static byte[] with(Item small, byte[]... references) {
        return file("avif", List.of(PICTURE, small), references);
    }

    private static Optional<Size> found(byte[] file) throws ImageException {
        Optional<byte[]> promoted = HeifThumbnail.promoted(file, ImageFormat.AVIF);
        return promoted.isPresent() ? Optional.of(Headers.of(promoted.get()).size()) : Optional.empty();
    }

    @Test
    void theSmallPictureBecomesThePictureOfACopy() throws ImageException {
        byte[] file = with(new Item(2, "av01", av1(80, 60), ispe(80, 60)), reference("thmb", 2, 1));
        byte[] before = file.clone();
        assertThat(found(file)).contains(new Size(80, 60));
        assertThat(file).isEqualTo(before);
        assertThat(Headers.of(file).size()).isEqualTo(new Size(400, 300));
    }

    @Test
    void itIsTurnedAsItSaysItself() throws ImageException {
        assertThat(found(with(new Item(2, "av01", av1(80, 60), ispe(80, 60), irot(1)), reference("thmb", 2, 1))))
                .contains(new Size(60, 80));
    }

    @Test
    void heicHasItToo() throws ImageException {
        byte[] file = file(
                "heic",
                List.of(
                        new Item(1, "hvc1", new byte[9], ispe(400, 300), hvcC(400, 300)),
                        new Item(2, "hvc1", new byte[9], ispe(80, 60), hvcC(80, 60))),
                reference("thmb", 2, 1));
        byte[] promoted = HeifThumbnail.promoted(file, ImageFormat.HEIC).orElseThrow();
        assertThat(Headers.of(promoted).size()).isEqualTo(new Size(80, 60));
    }

    @Test
    void theFirstOfSeveralIsTaken() throws ImageException {
        byte[] file = file(
                "avif",
                List.of(
                        PICTURE,
                        new Item(2, "av01", av1(80, 60), ispe(80, 60)),
                        new Item(3, "av01", av1(40, 30), ispe(40, 30))),
                reference("thmb", 3, 1),
                reference("thmb", 2, 1));
        assertThat(found(file)).contains(new Size(40, 30));
    }

    @Test
    void aFileWithoutOneStaysWhatItIs() throws ImageException {
        Item other = new Item(2, "av01", av1(80, 60), ispe(80, 60));
        assertThat(found(with(other))).isEmpty();
        assertThat(found(with(other, reference("auxl", 2, 1)))).isEmpty();
        // The small one of another picture, and of itself.
        assertThat(found(with(other, reference("thmb", 1, 2)))).isEmpty();
        assertThat(found(with(other, reference("thmb", 1, 1)))).isEmpty();
        // Named, but not there.
        assertThat(found(with(other, reference("thmb", 9, 1)))).isEmpty();
    }

    @Test
    void oneThatCannotBeReadIsLeftAlone() throws ImageException {
        Item larger = new Item(2, "av01", av1(5000, 4000), ispe(80, 60));
        assertThat(found(with(larger, reference("thmb", 2, 1)))).isEmpty();
        Item unknown = new Item(2, "j2k1", new byte[9], ispe(80, 60));
        assertThat(found(with(unknown, reference("thmb", 2, 1)))).isEmpty();
        assertThat(HeifThumbnail.promoted(full("meta", 0, 0), ImageFormat.AVIF)).isEmpty();
    }

    /** Whatever the bytes are: no refusal, and no file whose header cannot be read. */
    @Property(tries = 2000)
    void damagedFilesAreReadOrLeftAlone(@ForAll Random random) throws ImageException {
        byte[] file = with(new Item(2, "av01", av1(80, 60), ispe(80, 60)), reference("thmb", 2, 1));
        byte[] mutated = Mutations.of(file, random);
        Optional<byte[]> promoted = HeifThumbnail.promoted(mutated, ImageFormat.AVIF);
        if (promoted.isPresent()) {
            assertThat(HeifHeader.read(promoted.get(), ImageFormat.AVIF).size().pixels())
                    .isPositive();
            assertThat(promoted.get()).hasSameSizeAs(mutated);
        }
    }
}
