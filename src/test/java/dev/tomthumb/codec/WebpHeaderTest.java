package dev.tomthumb.codec;

import static dev.tomthumb.codec.FileParts.anmf;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.exif;
import static dev.tomthumb.codec.FileParts.join;
import static dev.tomthumb.codec.FileParts.patched;
import static dev.tomthumb.codec.FileParts.riffChunk;
import static dev.tomthumb.codec.FileParts.vp8x;
import static dev.tomthumb.codec.FileParts.webp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WebpHeaderTest {
    private static final byte[] LOSSY = riffChunk("VP8 ", bytes(0x10, 0, 0, 0x9d, 1, 0x2a, 40, 0x40, 30, 0x80));

    @Test
    void aLossyFileTellsItsSizeWithoutScalingBits() throws ImageException {
        ImageHeader header = Headers.of(webp(LOSSY));
        assertThat(header.size()).isEqualTo(new Size(40, 30));
        assertThat(header.alpha()).isFalse();
    }

    @Test
    void aLosslessFileTellsSizeAndAlpha() throws ImageException {
        // 40-1 in 14 bits, 30-1 in 14 bits, alpha, version 0.
        int bits = 39 | 29 << 14 | 1 << 28;
        ImageHeader header = Headers.of(webp(riffChunk("VP8L", bytes(0x2f, bits, bits >> 8, bits >> 16, bits >> 24))));
        assertThat(header.size()).isEqualTo(new Size(40, 30));
        assertThat(header.alpha()).isTrue();
    }

    @Test
    void anExtendedFileTellsProfileAndOrientation() throws ImageException {
        byte[] file = webp(
                vp8x(0x38, 40, 30),
                riffChunk("ICCP", Profiles.displayP3()),
                LOSSY,
                riffChunk("EXIF", exif(6, ByteOrder.LITTLE_ENDIAN)));
        ImageHeader header = Headers.of(file);
        assertThat(header.size()).isEqualTo(new Size(40, 30));
        assertThat(header.orientation()).isEqualTo(6);
        assertThat(header.alpha()).isTrue();
        assertThat(header.profile().orElseThrow()).isEqualTo(Profiles.displayP3());
    }

    @Test
    void anAnimationTellsFramesAndWhereTheFirstLies() throws ImageException {
        byte[] file = webp(vp8x(0x02, 100, 80), anmf(10, 20, 40, 30, LOSSY), anmf(0, 0, 40, 30, LOSSY));
        WebpHeader webp = WebpHeader.read(file);
        assertThat(webp.header().frames()).isEqualTo(2);
        assertThat(webp.header().size()).isEqualTo(new Size(100, 80));
        assertThat(webp.left()).isEqualTo(10);
        assertThat(webp.top()).isEqualTo(20);
        assertThat(webp.frame()).isEqualTo(new Size(40, 30));
    }

    @Test
    void pixelsOfAnotherSizeThanTheHeadersAreRefusedBeforeAnybodyAllocatesByThem() {
        byte[] lossless = riffChunk("VP8L", bytes(0x2f, 0xff, 0xff, 0xff, 0x0f));
        refused(
                webp(vp8x(0, 10, 10), LOSSY),
                "The WebP is damaged: it says 10x10 in its header and 40x30 in its pixels.");
        refused(
                webp(vp8x(0, 10, 10), lossless),
                "The WebP is damaged: it says 10x10 in its header and 16384x16384 in its pixels.");
        refused(
                webp(vp8x(0x02, 100, 80), anmf(0, 0, 10, 10, lossless)),
                "The WebP is damaged: it says 10x10 in its header and 16384x16384 in its pixels.");
        refused(
                webp(vp8x(0x02, 20, 20), anmf(0, 0, 40, 30, LOSSY)),
                "The WebP is damaged: its first frame does not lie on its canvas.");
        refused(
                webp(vp8x(0x02, 100, 80), LOSSY, anmf(0, 0, 40, 30, LOSSY)),
                "The WebP is damaged: it says 100x80 in its header and 40x30 in its pixels.");
    }

    @Test
    void brokenHeadersAreRefused() {
        refused(webp(riffChunk("JUNK", bytes(1, 2))), "The WebP is damaged: its first chunk is not VP8, VP8L or VP8X.");
        refused(
                webp(riffChunk("VP8 ", bytes(0x11, 0, 0, 0x9d, 1, 0x2a, 40, 0, 30, 0))),
                "The WebP is damaged: it does not begin with a key frame.");
        refused(
                webp(riffChunk("VP8 ", bytes(0x10, 0, 0, 0x9d, 1, 0x2a, 0, 0, 30, 0))),
                "The WebP is damaged: its size is 0x30.");
        refused(
                webp(riffChunk("VP8L", bytes(0x2e, 0, 0, 0, 0))),
                "The WebP is damaged: its lossless data has no signature.");
        refused(webp(vp8x(0x02, 4, 4)), "The WebP is damaged: it has no frame.");
        refused(webp(riffChunk("VP8X", bytes(0, 0))), "The WebP is damaged: its VP8X chunk has not 10 bytes.");
        refused(Arrays.copyOf(webp(vp8x(0, 40, 30)), 26), "The WebP is damaged: it ends inside its header.");
    }

    @Test
    void whatFollowsTheEndThatAFileNamesIsNoPartOfIt() throws ImageException {
        byte[] exif = riffChunk("EXIF", exif(6, ByteOrder.LITTLE_ENDIAN));
        byte[] file = webp(vp8x(0, 40, 30), LOSSY);
        assertThat(Headers.of(join(file, exif)).orientation()).isEqualTo(1);
        assertThat(Headers.of(webp(vp8x(0, 40, 30), LOSSY, exif)).orientation()).isEqualTo(6);
        refused(patched(file, 4, 20, 0, 0, 0), "The WebP is damaged: it ends inside its header.");
    }

    private static void refused(byte[] file, String message) {
        assertThatThrownBy(() -> Headers.of(file))
                .isInstanceOf(ImageException.class)
                .hasMessage(message);
    }
}
