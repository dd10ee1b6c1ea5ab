package dev.tomthumb.codec.clean;

import static dev.tomthumb.codec.FileParts.anmf;
import static dev.tomthumb.codec.FileParts.exif;
import static dev.tomthumb.codec.FileParts.join;
import static dev.tomthumb.codec.FileParts.riffChunk;
import static dev.tomthumb.codec.FileParts.vp8x;
import static dev.tomthumb.codec.FileParts.webp;
import static dev.tomthumb.codec.FileParts.withChunk;
import static dev.tomthumb.codec.FileParts.withSegment;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tomthumb.codec.FileParts;
import dev.tomthumb.codec.Fuzzed;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.samples.TestPictures;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written again is a file of the same format and size, and it is clean: to clean it once more changes nothing. */
class CleanFileFuzzTest {
    static List<byte[]> files() {
        byte[] jpeg = TestPictures.jpegWithOrientation(TestPictures.geometry(19, 17), 6, 70);
        byte[] png = TestPictures.png(TestPictures.geometry(19, 17));
        byte[] lossy = riffChunk("VP8 ", FileParts.bytes(0x10, 0, 0, 0x9d, 1, 0x2a, 40, 0, 30, 0));
        byte[] behind = FileParts.ascii("<?php ?>");
        return List.of(
                jpeg,
                join(withSegment(jpeg, 0xfe, FileParts.ascii("comment")), behind),
                TestPictures.progressiveJpeg(TestPictures.geometry(19, 17), 70),
                png,
                join(withChunk(png, "eXIf", exif(6, ByteOrder.BIG_ENDIAN)), behind),
                withChunk(png, "tEXt", FileParts.ascii("a comment")),
                TestPictures.gif(TestPictures.geometry(19, 17)),
                webp(lossy),
                join(
                        webp(
                                vp8x(0x08, 40, 30),
                                lossy,
                                riffChunk("EXIF", exif(6, ByteOrder.LITTLE_ENDIAN)),
                                riffChunk("XMP ", behind)),
                        behind),
                webp(vp8x(0x02, 60, 50), riffChunk("ANIM", new byte[6]), anmf(2, 4, 40, 30, lossy)));
    }

    @MethodSource("files")
    @FuzzTest
    void isCleanedOrRefused(byte[] file) {
        Fuzzed.header(file).ifPresent(header -> clean(file, header));
    }

    private static void clean(byte[] file, ImageHeader header) {
        Fuzzed.parse(file, 0, () -> CleanFile.of(file, header));
        Optional<CleanFile> clean;
        try {
            clean = CleanFile.of(file, header);
        } catch (ImageException refused) {
            return;
        }
        clean.ifPresent(once -> requireClean(once, header));
    }

    private static void requireClean(CleanFile once, ImageHeader before) {
        try {
            ImageHeader header = Headers.of(once.bytes());
            if (header.format() != before.format()
                    || !header.size().equals(before.size())
                    || header.orientation() != before.orientation()) {
                throw new AssertionError(before + " became " + header);
            }
            CleanFile twice = CleanFile.of(once.bytes(), header).orElseThrow();
            if (!Arrays.equals(once.bytes(), twice.bytes())) {
                throw new AssertionError("not clean yet");
            }
        } catch (ImageException broken) {
            throw new AssertionError("what was written cannot be read", broken);
        }
    }
}
