package dev.tomthumb.codec.webp;

import java.util.Scanner;

/** Tables as text: long lists that people can read and the compiler keeps as one constant. */
final class Numbers {
    private Numbers() {}

    /**
     * Numbers of 0..255 with white space between them.
     *
     * @throws IllegalArgumentException if there are not {@code count} of them
     */
    static byte[] of(int count, String text) {
        byte[] numbers = new byte[count];
        int found = 0;
        try (Scanner scanner = new Scanner(text)) {
            for (; scanner.hasNextInt(); found++) {
                numbers[found] = (byte) scanner.nextInt();
            }
        }
        if (found != count) {
            throw new IllegalArgumentException("a table has " + found + " numbers, not " + count);
        }
        return numbers;
    }
}
