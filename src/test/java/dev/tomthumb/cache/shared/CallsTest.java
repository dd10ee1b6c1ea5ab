package dev.tomthumb.cache.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.cache.shared.ObjectStoreException.Kind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final CountDownLatch never = new CountDownLatch(1);
    private final Calls calls = new Calls(2);

    @AfterEach
    void close() {
        never.countDown();
        calls.close();
    }

    /** Heeds nothing, as a look-up of a name that hangs. */
    private boolean hang() {
        while (never.getCount() > 0) {
            Thread.onSpinWait();
        }
        return true;
    }

    @Test
    void whoeverWaitsStopsWhenHisTimeIsOverWhateverTheCallDoes() {
        refused("took longer than 20 ms", () -> calls.within(Duration.ofMillis(20), this::hang));
    }

    @Test
    void whenAllCallsHangTheNextOneFailsAtOnce() throws Exception {
        for (int i = 0; i < 2; i++) {
            refused("took longer", () -> calls.within(Duration.ofMillis(20), this::hang));
        }
        refused("hang", () -> calls.within(LONG, () -> true));
    }

    @Test
    void whatACallSaysIsToldAndABugIsNone() throws Exception {
        assertThat(calls.within(LONG, () -> 5)).isEqualTo(5);
        assertThatThrownBy(() -> calls.within(LONG, () -> {
                    throw new ObjectStoreException(Kind.DENIED, "no");
                }))
                .isInstanceOfSatisfying(
                        ObjectStoreException.class,
                        told -> assertThat(told.kind()).isEqualTo(Kind.DENIED));
        refused(
                "failed",
                () -> calls.within(LONG, () -> {
                    throw new IllegalStateException("bug");
                }));
    }

    private static void refused(String words, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ObjectStoreException.class, told -> {
            assertThat(told.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(told).hasMessageContaining(words);
        });
    }
}
