package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class VirtualThreadsTest {
    @Test
    void aThreadOfThePlatformIsNone() {
        assertThat(VirtualThreads.hasCurrent()).isFalse();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void aVirtualThreadIsOne() throws Exception {
        CompletableFuture<Boolean> seen = new CompletableFuture<>();
        Runnable look = () -> seen.complete(VirtualThreads.hasCurrent());
        Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, look);

        assertThat(seen.get()).isTrue();
    }
}
