package dev.tomthumb.jsp;

import jakarta.servlet.ServletContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which application a thread works for. A function of the expression language is handed neither page nor application, so
 * this is the one thing here that is looked up by where the thread stands: the class loader that a container sets while
 * it runs an application. Entries live as long as their application.
 */
final class Applications {
    private static final Map<ClassLoader, ServletContext> BY_LOADER = new ConcurrentHashMap<>();

    private Applications() {}

    static void add(ServletContext application) {
        loader().ifPresent(loader -> BY_LOADER.put(loader, application));
    }

    static void remove() {
        loader().ifPresent(BY_LOADER::remove);
    }

    /** The application of this thread; empty outside of all. */
    static Optional<ServletContext> current() {
        return loader().flatMap(loader -> Optional.ofNullable(BY_LOADER.get(loader)));
    }

    private static Optional<ClassLoader> loader() {
        return Optional.ofNullable(Thread.currentThread().getContextClassLoader());
    }
}
