package dev.tomthumb.codec.webp;

import dev.tomthumb.model.ImageException;
import org.jspecify.annotations.Nullable;

/**
 * Which codes each part of a picture has (section 3.7.2.2).
 *
 * @param bits the parts' side, to base 2; 0 if there is only one
 * @param columns parts in a row
 * @param numbers of each part, row by row
 * @param groups by that number; of those that no part has there may be none
 */
@SuppressWarnings("ArrayRecordComponent")
record CodeMap(
        int bits, int columns, int[] numbers, @Nullable PrefixGroup[] groups) {
    static CodeMap read(LosslessBits in, int width, int height, int cached) throws ImageException {
        if (!in.flag()) {
            return new CodeMap(0, 1, new int[] {0}, new PrefixGroup[] {PrefixGroup.read(in, cached)});
        }
        int bits = 2 + in.number(3);
        int columns = LosslessTransform.parts(width, bits);
        int[] numbers = LosslessPixels.inner(in, columns, LosslessTransform.parts(height, bits));
        int count = 0;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = numbers[i] >> 8 & 0xffff;
            count = Math.max(count, numbers[i] + 1);
        }
        boolean[] used = new boolean[count];
        for (int number : numbers) {
            used[number] = true;
        }
        long most = LosslessPixels.CODE_BYTES + (long) LosslessPixels.CODE_BYTES_PER_PIXEL * width * height;
        return new CodeMap(bits, columns, numbers, groups(in, used, cached, most));
    }

    private static @Nullable PrefixGroup[] groups(LosslessBits in, boolean[] used, int cached, long most)
            throws ImageException {
        PrefixGroup[] groups = new PrefixGroup[used.length];
        long bytes = 0;
        for (int i = 0; i < groups.length; i++) {
            PrefixGroup group = PrefixGroup.read(in, cached);
            if (used[i]) {
                groups[i] = group;
                bytes += group.memory();
            }
            if (bytes > most) {
                throw Refusals.damaged("has more codes than a picture of its size can use");
            }
        }
        return groups;
    }

    /** The codes of the pixel there. */
    PrefixGroup group(int x, int y) {
        PrefixGroup group = groups[numbers[bits == 0 ? 0 : (y >> bits) * columns + (x >> bits)]];
        if (group == null) {
            throw new IllegalStateException("the codes of every part were kept");
        }
        return group;
    }

    /** The column in which the part that has column {@code x} ends. */
    int endOfPart(int x) {
        return bits == 0 ? Integer.MAX_VALUE : (x >> bits) + 1 << bits;
    }
}
