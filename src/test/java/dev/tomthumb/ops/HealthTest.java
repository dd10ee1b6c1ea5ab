package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.codec.vips.VipsCodecs;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HealthTest {
    private static final Set<ImageFormat> ALL =
            EnumSet.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.GIF, ImageFormat.WEBP);

    @Test
    void everyFormatOfTheProductIsWrittenAndReadBack() throws Exception {
        try (ProductCodecs codecs = new ProductCodecs(false, 6, new ScratchPool(1 << 20))) {
            assertThat(codecs.codecs().writable()).isNotEmpty();
            assertThat(SelfCheck.failures(codecs.codecs())).isEmpty();
        }
    }

    /** The formats that come from outside too, where this machine has a libvips. */
    @Test
    void everyFormatOfAMachinesLibvipsIsWrittenAndReadBack() throws Exception {
        Optional<Path> file =
                Optional.ofNullable(System.getProperty("tomthumb.test.libvips")).map(Path::of);
        try (ProductCodecs codecs =
                new ProductCodecs(false, 6, new ScratchPool(1 << 20), color -> VipsCodecs.load(file, 1, 4, color))) {
            assumeTrue(codecs.lack().isEmpty(), () -> codecs.lack().orElseThrow());
            assertThat(codecs.codecs().writable()).contains(ImageFormat.AVIF);
            assertThat(SelfCheck.failures(codecs.codecs())).isEmpty();
        }
    }

    @Test
    void aLibvipsThatIsAskedForAndNotThereIsSaid() {
        Health health = Health.judge(Map.of(), ALL, Optional.empty(), List.of())
                .butLacking(Optional.of("libvips cannot be used: it is not there."));

        assertThat(health.works()).isTrue();
        assertThat(health.text())
                .isEqualTo("Tomthumb is running, degraded\ndegraded: libvips cannot be used: it is not there.\n");
    }

    @Test
    void anEncoderThatThrowsOrWritesRubbishIsFound() throws Exception {
        try (ProductCodecs real = new ProductCodecs(false, 6, new ScratchPool(1 << 20))) {
            Codecs codecs = new Codecs(
                    List.of(
                            real.codecs().decoder(ImageFormat.JPEG),
                            real.codecs().decoder(ImageFormat.WEBP)),
                    List.of(new Unlinked(ImageFormat.WEBP), new Rubbish(ImageFormat.JPEG)),
                    real.codecs().color());

            assertThat(SelfCheck.failures(codecs))
                    .containsOnlyKeys(ImageFormat.WEBP, ImageFormat.JPEG)
                    .containsEntry(ImageFormat.WEBP, "no libwebp here");
        }
    }

    @Test
    void allIsWell() {
        Health health = Health.judge(Map.of(), ALL, Optional.empty(), List.of("cache: heap"));

        assertThat(health.works()).isTrue();
        assertThat(health.text()).isEqualTo("Tomthumb is running\ncache: heap\n");
    }

    @Test
    void whatIsMissingIsSaidWhilePicturesAreServed() {
        Health health = Health.judge(
                Map.of(ImageFormat.GIF, "out of colours"),
                EnumSet.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.GIF),
                Optional.of("The directory is held by another."),
                List.of());

        assertThat(health.works()).isTrue();
        assertThat(health.text()).isEqualTo("""
                Tomthumb is running, degraded
                degraded: gif does not work: out of colours
                degraded: cache: The directory is held by another.
                """);
    }

    @Test
    void withoutJpegNobodyShouldBeSentHere() {
        Health failing = Health.judge(Map.of(ImageFormat.JPEG, "no memory"), ALL, Optional.empty(), List.of());
        Health missing =
                Health.judge(Map.of(), EnumSet.of(ImageFormat.PNG, ImageFormat.WEBP), Optional.empty(), List.of());

        assertThat(failing.works()).isFalse();
        assertThat(failing.text()).isEqualTo("Tomthumb does not work\nbroken: jpeg does not work: no memory\n");
        assertThat(missing.works()).isFalse();
    }

    private record Unlinked(ImageFormat format) implements Encoder {
        @Override
        public long memory(Size size) {
            return 0;
        }

        @Override
        public byte[] encode(Pixels pixels, Encoding encoding) {
            throw new UnsatisfiedLinkError("no libwebp here");
        }
    }

    private record Rubbish(ImageFormat format) implements Encoder {
        @Override
        public long memory(Size size) {
            return 0;
        }

        @Override
        public byte[] encode(Pixels pixels, Encoding encoding) {
            return new byte[100];
        }
    }
}
