package dev.tomthumb.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What every {@link Decoder} owes its callers, whatever the bytes. */
public abstract class DecoderContract {
    private static final Set<Problem> REFUSALS = Set.of(Problem.BROKEN_IMAGE, Problem.UNSUPPORTED_INPUT);
    /** Generous, since machines are shared; a loop never ends. */
    private static final Duration FOR_ONE_FILE = Duration.ofSeconds(20);
    /** Larger claims are refused by the limits before a decoder sees them. */
    private static final long MOST_PIXELS = 250_000;

    /** The decoder under test. */
    protected abstract Decoder decoder();

    /** Small valid files, one of each kind the decoder reads. */
    protected abstract List<byte[]> files();

    @Test
    void aDecodedPictureHasTheSizeOfItsHeader() throws ImageException {
        for (byte[] file : files()) {
            ImageHeader header = Headers.of(file);
            Pixels pixels = decoder().decode(file, header);
            assertThat(decoder().formats()).contains(header.format());
            assertThat(new Size(pixels.width(), pixels.height())).isEqualTo(header.size());
            assertThat(header.alpha() || !pixels.layout().hasAlpha())
                    .as("alpha was announced")
                    .isTrue();
        }
    }

    @Test
    void theMemoryAnnouncedHoldsAtLeastTheResult() throws ImageException {
        for (byte[] file : files()) {
            ImageHeader header = Headers.of(file);
            Pixels pixels = decoder().decode(file, header);
            assertThat(decoder().memory(header))
                    .isGreaterThanOrEqualTo(
                            header.size().pixels() * pixels.planes().size() * (pixels.isDeep() ? 2 : 1));
        }
    }

    @Test
    void aFileThatIsNotOfTheSizeThatWasCheckedIsRefused() throws ImageException {
        for (byte[] file : files()) {
            ImageHeader honest = Headers.of(file);
            ImageHeader other = new ImageHeader(
                    honest.format(),
                    new Size(honest.size().width() + 1, honest.size().height()),
                    1,
                    1,
                    honest.alpha(),
                    honest.bitsPerSample(),
                    honest.profile());
            ImageException refusal =
                    catchThrowableOfType(ImageException.class, () -> decoder().decode(file, other));
            assertThat(refusal.problem()).isEqualTo(Problem.BROKEN_IMAGE);
        }
    }

    @Test
    void halfAFileIsRefusedAndNotHalfDecoded() throws ImageException {
        for (byte[] file : files()) {
            ImageHeader header = Headers.of(file);
            for (int percent : new int[] {50, 75, 90}) {
                byte[] part = Arrays.copyOf(file, file.length * percent / 100);
                ImageException refusal = catchThrowableOfType(
                        ImageException.class, () -> decoder().decode(part, header));
                assertThat(refusal).as("%s at %d %%", header, percent).isNotNull();
                assertThat(refusal.problem()).isEqualTo(Problem.BROKEN_IMAGE);
                assertThat(refusal.getMessage()).startsWith("The ").endsWith(".");
            }
        }
    }

    @Test
    void oneDecoderServesManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (byte[] file : files()) {
                ImageHeader header = Headers.of(file);
                Pixels expected = decoder().decode(file, header);
                List<Future<Pixels>> results = IntStream.range(0, 8)
                        .mapToObj(i -> threads.submit(() -> decoder().decode(file, header)))
                        .toList();
                for (Future<Pixels> result : results) {
                    assertThat(Pictures.psnr(expected, result.get())).isEqualTo(99);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Property(tries = 100)
    void mutatedFilesAreDecodedOrRefused(@ForAll Random random) {
        for (byte[] file : files()) {
            byte[] mutated = Mutations.of(file, random);
            long start = System.nanoTime();
            decodedOrRefused(mutated);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(FOR_ONE_FILE);
        }
    }

    private void decodedOrRefused(byte[] file) {
        try {
            ImageHeader header = Headers.of(file);
            if (header.size().pixels() <= MOST_PIXELS && decoder().formats().contains(header.format())) {
                Pixels pixels = decoder().decode(file, header);
                assertThat(new Size(pixels.width(), pixels.height())).isEqualTo(header.size());
            }
        } catch (ImageException refusal) {
            if (refusal.problem() != Problem.NOT_AN_IMAGE) {
                assertThat(refusal.problem()).isIn(REFUSALS);
            }
        }
    }
}
