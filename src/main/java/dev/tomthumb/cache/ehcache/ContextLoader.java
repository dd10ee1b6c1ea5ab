package dev.tomthumb.cache.ehcache;

import java.util.concurrent.Callable;

/**
 * Runs Ehcache's and JAXB's start-up under the class loader that holds them. Both look for their parts through the
 * thread's context class loader, which on a container's or a scheduler's thread may be anybody's.
 */
final class ContextLoader {
    private ContextLoader() {}

    static <T> T call(Callable<T> action) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ContextLoader.class.getClassLoader());
        try {
            return action.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
