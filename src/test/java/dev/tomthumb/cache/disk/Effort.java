package dev.tomthumb.cache.disk;

/** How long the tests of crashes go on: {@code -Pcrash} makes them long. */
final class Effort {
    /** Whether to try everything. */
    static final boolean MUCH = Boolean.getBoolean("tomthumb.crash");

    private Effort() {}

    /** How often to do something. */
    static int rounds(int ordinarily, int much) {
        return Integer.getInteger("tomthumb.crash.rounds", MUCH ? much : ordinarily);
    }

    /** What random choices begin with; tests print it. */
    static long seed() {
        return Long.getLong("tomthumb.crash.seed", System.nanoTime());
    }
}
