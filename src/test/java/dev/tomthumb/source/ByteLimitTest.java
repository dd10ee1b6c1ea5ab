package dev.tomthumb.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ByteLimitTest {
    @Property(tries = 200)
    void everyLengthUpToTheCeilingIsReadExactly(
            @ForAll @IntRange(max = 300_000) int length, @ForAll boolean declared, @ForAll @IntRange(max = 2) int spare)
            throws Exception {
        byte[] content = SourceContract.bytes(length);

        byte[] read = ByteLimit.read(
                trickle(content), declared ? OptionalLong.of(length) : OptionalLong.empty(), Room.upTo(length + spare));

        assertThat(read).isEqualTo(content);
    }

    @Test
    void tooMuchDeclaredIsRefusedBeforeAnythingIsRead() {
        InputStream untouchable = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                throw new AssertionError("read");
            }
        };

        assertThat(refusal(untouchable, OptionalLong.of(Long.MAX_VALUE), 10).problem())
                .isEqualTo(Problem.ORIGINAL_TOO_LARGE);
    }

    @Test
    void oneByteTooManyIsRefusedWithoutReadingOn() {
        AtomicLong given = new AtomicLong();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                given.incrementAndGet();
                return 1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                given.addAndGet(length);
                return length;
            }
        };

        assertThat(refusal(endless, OptionalLong.empty(), 100_000).problem()).isEqualTo(Problem.ORIGINAL_TOO_LARGE);
        assertThat(given.get()).isEqualTo(100_001);
    }

    @Test
    void fewerBytesThanDeclaredAreIncomplete() {
        ImageException refusal = refusal(new ByteArrayInputStream(new byte[99]), OptionalLong.of(100), 1000);

        assertThat(refusal.problem()).isEqualTo(Problem.ORIGINAL_INCOMPLETE);
        assertThat(refusal).hasMessageContaining("99 of 100");
    }

    @Test
    void aLyingLengthDoesNotAllocateMemory() {
        long before = allocated();

        ImageException refusal =
                refusal(new ByteArrayInputStream(new byte[10]), OptionalLong.of(2_000_000_000), 2_000_000_000);

        assertThat(refusal.problem()).isEqualTo(Problem.ORIGINAL_INCOMPLETE);
        assertThat(allocated() - before).isLessThan(5_000_000);
    }

    @Test
    void aCeilingBeyondTheLongestArrayIsNoMistake() throws Exception {
        assertThat(ByteLimit.read(
                        new ByteArrayInputStream(new byte[5]), OptionalLong.empty(), Room.upTo(Long.MAX_VALUE)))
                .hasSize(5);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    @Test
    void roomIsTakenForAllOfADeclaredLengthBeforeItIsRead() throws Exception {
        assertThat(taken(1_000_000, OptionalLong.of(1_000_000))).containsExactly(2_000_000L);
        assertThat(taken(60_000, OptionalLong.of(60_000))).isEmpty();
    }

    @Test
    void withoutADeclaredLengthTheCeilingIsTakenOnlyForWhatIsReallyLarge() throws Exception {
        assertThat(taken(200_000, OptionalLong.empty())).isEmpty();
        assertThat(taken(3_000_000, OptionalLong.empty())).containsExactly(8L << 20);
        assertThat(taken(5_000_000, OptionalLong.empty())).containsExactly(8L << 20, 20_000_002L);
    }

    @Test
    void whoGetsNoRoomAllocatesNone() {
        Room full = room(bytes -> {
            throw new ImageException(Problem.OVERLOADED, "full");
        });
        InputStream in = new ByteArrayInputStream(new byte[1_000_000]);

        assertThat(catchThrowableOfType(
                                ImageException.class, () -> ByteLimit.read(in, OptionalLong.of(1_000_000), full))
                        .problem())
                .isEqualTo(Problem.OVERLOADED);
        assertThat(((ByteArrayInputStream) in).available()).isGreaterThanOrEqualTo(1_000_000 - 64 * 1024);
    }

    private static List<Long> taken(int length, OptionalLong declared) throws Exception {
        List<Long> taken = new ArrayList<>();
        assertThat(ByteLimit.read(new ByteArrayInputStream(new byte[length]), declared, room(taken::add)))
                .hasSize(length);
        return taken;
    }

    /** What a {@link Room} does when it is asked. */
    @FunctionalInterface
    private interface Taking {
        void take(long bytes) throws ImageException;
    }

    private static Room room(Taking taking) {
        return new Room() {
            @Override
            public long ceiling() {
                return 10_000_000;
            }

            @Override
            public void take(long bytes) throws ImageException {
                taking.take(bytes);
            }
        };
    }

    private static ImageException refusal(InputStream in, OptionalLong declared, long maxBytes) {
        return catchThrowableOfType(ImageException.class, () -> ByteLimit.read(in, declared, Room.upTo(maxBytes)));
    }

    /** Gives less than it is asked for, as sockets do. */
    private static InputStream trickle(byte[] content) {
        return new ByteArrayInputStream(content) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, 7001));
            }
        };
    }
}
