package dev.tomthumb.config;

import java.nio.file.Path;

/**
 * What defaults depend on: the machine and the way Tomthumb was put onto it.
 *
 * @param standalone true for the WAR of its own, false for the jar inside a host application
 * @param processors how many processors the JVM may use, at least 1
 * @param maxHeapBytes {@code -Xmx}
 * @param stateDirectory where the cache lies unless told otherwise: {@code ${catalina.base}/tomthumb/<context>}
 */
public record Installation(boolean standalone, int processors, long maxHeapBytes, Path stateDirectory) {
    /** This JVM. */
    public static Installation here(boolean standalone, Path stateDirectory) {
        Runtime runtime = Runtime.getRuntime();
        return new Installation(standalone, runtime.availableProcessors(), runtime.maxMemory(), stateDirectory);
    }
}
