package dev.tomthumb.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScratchPoolTest {

    @Test
    void arraysOfOneRenderServeTheNext() {
        try (ScratchPool pool = new ScratchPool(1 << 20)) {
            float[] first;
            try (Scratch scratch = pool.lease()) {
                first = scratch.floats(1000);
                assertThat(scratch.floats(1000)).isNotSameAs(first);
            }
            try (Scratch scratch = pool.lease()) {
                assertThat(new Object[] {scratch.floats(1010), scratch.floats(990)})
                        .as("of similar size")
                        .contains((Object) first);
            }
        }
    }

    @Test
    void twoRendersAtOnceShareNothing() {
        try (ScratchPool pool = new ScratchPool(1 << 20);
                Scratch one = pool.lease();
                Scratch other = pool.lease()) {
            assertThat(one).isNotSameAs(other);
            assertThat(one.bytes(100)).isNotSameAs(other.bytes(100));
        }
    }

    @Test
    void anArrayIsAtLeastAsLongAsAskedAndLittleLonger() {
        try (ScratchPool pool = new ScratchPool(0);
                Scratch scratch = pool.lease()) {
            for (int length : new int[] {0, 1, 63, 64, 65, 1000, 4097, 1 << 20, (1 << 20) + 1}) {
                assertThat(scratch.shorts(length).length).isBetween(length, length + length / 8 + 64);
            }
        }
    }

    @Test
    void noMoreIsKeptThanTheLimitAndWhatWasUsedLastIsKeptFirst() {
        try (ScratchPool pool = new ScratchPool(10_000)) {
            Scratch scratch = pool.lease();
            scratch.bytes(6000);
            scratch.close();
            assertThat(pool.bytesHeld()).isBetween(6000L, 10_000L);

            scratch = pool.lease();
            byte[] lastUsed = scratch.bytes(8000);
            scratch.close();

            assertThat(pool.bytesHeld()).isBetween(8000L, 10_000L);
            assertThat(pool.lease().bytes(8000)).isSameAs(lastUsed);
        }
    }

    @Test
    void aClosedPoolKeepsNothingNotEvenWhatComesBackLater() {
        ScratchPool pool = new ScratchPool(1 << 20);
        Scratch running = pool.lease();
        running.floats(1000);
        pool.close();

        running.close();

        assertThat(pool.bytesHeld()).isZero();
    }
}
