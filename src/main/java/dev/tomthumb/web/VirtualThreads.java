package dev.tomthumb.web;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/**
 * Whether a request runs on a virtual thread: JDK 21 and later have them (JEP 444), and a connector uses them with
 * {@code useVirtualThreads}. This code also runs on older JDKs, where there are none.
 */
final class VirtualThreads {
    private static final Optional<MethodHandle> IS_VIRTUAL = isVirtual();

    private VirtualThreads() {}

    private static Optional<MethodHandle> isVirtual() {
        try {
            return Optional.of(MethodHandles.publicLookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class)));
        } catch (NoSuchMethodException | IllegalAccessException olderJdk) {
            return Optional.empty();
        }
    }

    /** Whether the current thread is one: while it waits it holds no thread of the operating system. */
    static boolean hasCurrent() {
        if (IS_VIRTUAL.isEmpty()) {
            return false;
        }
        try {
            return (boolean) IS_VIRTUAL.get().invokeExact(Thread.currentThread());
        } catch (Throwable impossible) {
            throw new IllegalStateException("Thread.isVirtual cannot be asked", impossible);
        }
    }
}
