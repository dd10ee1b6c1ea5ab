package dev.tomthumb.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    /** As on a request's thread of another web application. */
    @Test
    void nothingOfTheStarterIsInherited() throws Exception {
        InheritableThreadLocal<String> others = new InheritableThreadLocal<>();
        AtomicReference<String> seen = new AtomicReference<>("nothing ran");
        Thread starter = Thread.currentThread();
        ClassLoader before = starter.getContextClassLoader();
        try (URLClassLoader another = new URLClassLoader(new URL[0], null)) {
            starter.setContextClassLoader(another);
            others.set("somebody's session");

            Thread thread = Threads.daemon(() -> seen.set(others.get()), "tomthumb-test");

            assertThat(thread.getContextClassLoader()).isSameAs(Threads.class.getClassLoader());
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getName()).isEqualTo("tomthumb-test");
            thread.start();
            thread.join();
            assertThat(seen.get()).isNull();
        } finally {
            starter.setContextClassLoader(before);
            others.remove();
        }
    }
}
