package dev.tomthumb.codec;

import java.util.Arrays;
import java.util.Random;

/** Files that were valid once. */
public final class Mutations {
    private Mutations() {}

    /** {@code file} with a few bytes changed, more often near its beginning; sometimes cut off, sometimes extended. */
    public static byte[] of(byte[] file, Random random) {
        byte[] mutated = file.clone();
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            int range = random.nextBoolean() ? Math.min(128, mutated.length) : mutated.length;
            mutated[random.nextInt(range)] = interesting(random);
        }
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(mutated, random.nextInt(mutated.length + 1));
            case 1 -> Arrays.copyOf(mutated, mutated.length + random.nextInt(64));
            default -> mutated;
        };
    }

    private static byte interesting(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> (byte) 0xff;
            case 2 -> 0x7f;
            default -> (byte) random.nextInt(256);
        };
    }
}
