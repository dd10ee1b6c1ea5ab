package dev.tomthumb.codec.png;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A picture with soft edges in few colours: a median cut (Heckbert, 1982) of colours that are multiplied by their opacity,
 * opacity being the fourth channel, spread by error diffusion (Floyd and Steinberg, 1976).
 */
final class SoftPalette {
    private static final int CHANNELS = 4;
    /** Four bits of each channel. */
    private static final int BINS = 1 << 16;
    /** What is almost opaque is meant to be. */
    private static final int OPAQUE = 250;
    /** How much an error of red, green, blue and opacity shows. */
    private static final int[] WEIGHTS = {2, 4, 1, 3};

    private final int width;
    private final int height;
    private final byte[][] rows;
    private final Pixels pixels;
    private final int[] counts = new int[BINS];
    private final long[][] sums = new long[CHANNELS][BINS];

    private SoftPalette(Pixels pixels) {
        this.pixels = pixels;
        this.width = pixels.width();
        this.height = pixels.height();
        this.rows = new byte[CHANNELS][width];
    }

    /** The picture in at most {@code most} colours, 2..256. */
    static PaletteImage of(Pixels pixels, int most) {
        SoftPalette palette = new SoftPalette(pixels);
        boolean holes = palette.count();
        int[][] colors = palette.colors(holes ? most - 1 : most);
        if (holes) {
            colors = Arrays.copyOf(colors, colors.length + 1);
            colors[colors.length - 1] = new int[CHANNELS];
        }
        return palette.diffused(colors);
    }

    /** Row {@code y}, red, green and blue multiplied by the opacity. */
    private void read(int y) {
        List<Plane> colors = pixels.colors();
        pixels.alpha().readRow(y, rows[3]);
        for (int channel = 0; channel < 3; channel++) {
            byte[] row = rows[channel];
            colors.get(Math.min(channel, colors.size() - 1)).readRow(y, row);
            for (int x = 0; x < width; x++) {
                row[x] = (byte) (((row[x] & 255) * (rows[3][x] & 255) + 127) / 255);
            }
        }
    }

    /** Whether there are wholly transparent pixels; they do not count, for they get a colour of their own. */
    private boolean count() {
        boolean holes = false;
        for (int y = 0; y < height; y++) {
            read(y);
            for (int x = 0; x < width; x++) {
                if (rows[3][x] == 0) {
                    holes = true;
                    continue;
                }
                int bin = bin(rows[0][x] & 255, rows[1][x] & 255, rows[2][x] & 255, rows[3][x] & 255);
                counts[bin]++;
                for (int channel = 0; channel < CHANNELS; channel++) {
                    sums[channel][bin] += rows[channel][x] & 255;
                }
            }
        }
        return holes;
    }

    private static int bin(int red, int green, int blue, int alpha) {
        return level(red) << 12 | level(green) << 8 | level(blue) << 4 | level(alpha);
    }

    /** 0..15, so that both ends mean themselves. */
    private static int level(int sample) {
        return (sample * 15 + 127) / 255;
    }

    private static int level(int bin, int channel) {
        return bin >> 12 - 4 * channel & 15;
    }

    private int[][] colors(int most) {
        int[] used = java.util.stream.IntStream.range(0, BINS)
                .filter(bin -> counts[bin] > 0)
                .toArray();
        List<int[]> boxes = new ArrayList<>(List.of(used));
        while (boxes.size() < most) {
            int[] widest = boxes.stream()
                    .max(java.util.Comparator.comparingLong(this::importance))
                    .orElseThrow();
            if (widest.length == 1) {
                break;
            }
            boxes.remove(widest);
            boxes.addAll(halves(widest));
        }
        return boxes.stream().map(this::mean).toArray(int[][]::new);
    }

    /** How much there is to win by dividing a box: its widest side as it shows, by how many pixels it has. */
    private long importance(int[] box) {
        long pixels = Arrays.stream(box).mapToLong(bin -> counts[bin]).sum();
        int channel = widest(box);
        long spread = (long) spread(box, channel) * WEIGHTS[channel];
        return spread * spread * pixels;
    }

    private static int widest(int[] box) {
        int widest = 0;
        for (int channel = 1; channel < CHANNELS; channel++) {
            if (spread(box, channel) * WEIGHTS[channel] > spread(box, widest) * WEIGHTS[widest]) {
                widest = channel;
            }
        }
        return widest;
    }

    private static int spread(int[] box, int channel) {
        int least = 15;
        int most = 0;
        for (int bin : box) {
            least = Math.min(least, level(bin, channel));
            most = Math.max(most, level(bin, channel));
        }
        return most - least;
    }

    /** Cut where half the pixels lie on each side, each side with one bin at least. */
    private List<int[]> halves(int[] box) {
        int channel = widest(box);
        int[] sorted = Arrays.stream(box)
                .boxed()
                .sorted(java.util.Comparator.comparingInt(bin -> level(bin, channel)))
                .mapToInt(Integer::intValue)
                .toArray();
        long half = Arrays.stream(sorted).mapToLong(bin -> counts[bin]).sum() / 2;
        long before = 0;
        int cut = 0;
        do {
            before += counts[sorted[cut++]];
        } while (before < half && cut < sorted.length - 1);
        return List.of(Arrays.copyOf(sorted, cut), Arrays.copyOfRange(sorted, cut, sorted.length));
    }

    private int[] mean(int[] box) {
        long pixels = Arrays.stream(box).mapToLong(bin -> counts[bin]).sum();
        int[] mean = new int[CHANNELS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            long sum = 0;
            for (int bin : box) {
                sum += sums[channel][bin];
            }
            mean[channel] = (int) ((sum + pixels / 2) / pixels);
        }
        if (mean[3] >= OPAQUE) {
            mean[3] = 255;
        }
        return mean;
    }

    private PaletteImage diffused(int[][] palette) {
        byte[] indices = new byte[width * height];
        short[] remembered = new short[BINS];
        int[][] here = new int[CHANNELS][width + 2];
        int[][] below = new int[CHANNELS][width + 2];
        int[] wanted = new int[CHANNELS];
        for (int y = 0; y < height; y++) {
            read(y);
            for (int x = 0; x < width; x++) {
                if (rows[3][x] == 0) {
                    indices[y * width + x] = (byte) (palette.length - 1);
                    continue;
                }
                for (int channel = 0; channel < CHANNELS; channel++) {
                    int value = (rows[channel][x] & 255) + (here[channel][x + 1] + 8 >> 4);
                    wanted[channel] = Math.max(0, Math.min(255, value));
                }
                int index = nearest(palette, wanted, remembered);
                indices[y * width + x] = (byte) index;
                for (int channel = 0; channel < CHANNELS; channel++) {
                    int error = wanted[channel] - palette[index][channel];
                    here[channel][x + 2] += 7 * error;
                    below[channel][x] += 3 * error;
                    below[channel][x + 1] += 5 * error;
                    below[channel][x + 2] += error;
                }
            }
            int[][] done = here;
            here = below;
            below = done;
            for (int[] row : below) {
                Arrays.fill(row, 0);
            }
        }
        return PaletteImage.sorted(
                Arrays.stream(palette).mapToInt(SoftPalette::stored).toArray(), indices);
    }

    /** Remembered by bins, one more than the index, 0 = not asked yet. */
    private static int nearest(int[][] palette, int[] wanted, short[] remembered) {
        int bin = bin(wanted[0], wanted[1], wanted[2], wanted[3]);
        if (remembered[bin] == 0) {
            int best = 0;
            int least = Integer.MAX_VALUE;
            for (int i = 0; i < palette.length; i++) {
                int distance = 0;
                for (int channel = 0; channel < CHANNELS; channel++) {
                    int difference = level(bin, channel) * 17 - palette[i][channel];
                    distance += WEIGHTS[channel] * difference * difference;
                }
                if (distance < least) {
                    least = distance;
                    best = i;
                }
            }
            remembered[bin] = (short) (best + 1);
        }
        return remembered[bin] - 1;
    }

    /** {@code 0xAARRGGBB}, not multiplied. */
    private static int stored(int[] color) {
        int alpha = color[3];
        if (alpha == 0) {
            return 0;
        }
        int argb = alpha << 24;
        for (int channel = 0; channel < 3; channel++) {
            argb |= Math.min(255, (color[channel] * 255 + alpha / 2) / alpha) << 16 - 8 * channel;
        }
        return argb;
    }
}
