package dev.tomthumb.codec;

import dev.tomthumb.model.Box;
import dev.tomthumb.model.Size;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An input of a fuzz target of a decoder: {@value #LENGTH} bytes that say what is asked, then the file.
 *
 * <p>In this order: switches, whose meaning is the target's; scale, luma's index and seven times that of the others;
 * left, top, width and height of the region as parts of 255.
 *
 * @param asked at least those bytes
 * @param file what follows them
 */
@SuppressWarnings("ArrayRecordComponent")
public record FuzzedDemand(byte[] asked, byte[] file) {
    private static final int LENGTH = 6;
    private static final int FULL_SIZE = Demand.SCALES.indexOf(8);

    /** Missing bytes are zeros. */
    public static FuzzedDemand of(byte[] input) {
        return new FuzzedDemand(
                Arrays.copyOf(input, LENGTH), Arrays.copyOfRange(input, Math.min(LENGTH, input.length), input.length));
    }

    /** The input that asks for all of {@code file} at full size. */
    public static byte[] everything(int switches, byte[] file) {
        return FileParts.join(FileParts.bytes(switches, 8 * FULL_SIZE, 0, 0, 255, 255), file);
    }

    /** The input that asks for the middle of {@code file} at scale number {@code scale}, chroma at one more. */
    public static byte[] middle(int switches, int scale, byte[] file) {
        int next = (scale + 1) % Demand.SCALES.size();
        return FileParts.join(FileParts.bytes(switches, scale + 7 * next, 85, 85, 128, 128), file);
    }

    /** Whether the first byte has this bit. */
    public boolean has(int bit) {
        return (asked[0] & bit) != 0;
    }

    /** What is asked of a picture that can be scaled while it is decoded. */
    public Demand scaled(ImageHeader header) {
        int scales = Demand.SCALES.size();
        int luma = Demand.SCALES.get(number(1) % scales);
        int chroma = Demand.SCALES.get(number(1) / scales % scales);
        List<Integer> eighths = IntStream.range(0, header.channels())
                .mapToObj(plane -> plane == 0 ? luma : chroma)
                .toList();
        return new Demand(region(header.size()), eighths);
    }

    /** What is asked of any other picture. */
    public Demand unscaled(ImageHeader header, int planes) {
        return new Demand(
                region(header.size()), Demand.everything(header.size(), planes).eighths());
    }

    private Box region(Size size) {
        int left = part(2, size.width() - 1);
        int top = part(3, size.height() - 1);
        return new Box(left, top, new Size(1 + part(4, size.width() - left - 1), 1 + part(5, size.height() - top - 1)));
    }

    private int part(int index, int whole) {
        return (int) ((long) whole * number(index) / 255);
    }

    private int number(int index) {
        return asked[index] & 0xff;
    }
}
