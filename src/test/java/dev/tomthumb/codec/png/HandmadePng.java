package dev.tomthumb.codec.png;

import static dev.tomthumb.codec.FileParts.big;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.chunk;
import static dev.tomthumb.codec.FileParts.deflated;
import static dev.tomthumb.codec.FileParts.join;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * PNGs of every kind, written the slow and obvious way: samples are numbers, filters are the formulas of section 9, and
 * whatever the format allows or forbids can be asked for. Shares no code with the product.
 */
final class HandmadePng {
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    final int width;
    final int height;
    final int type;
    final int depth;
    /** By row, column and channel: 0 to 2^depth - 1. */
    final int[][][] samples;

    private boolean interlaced;
    private int filter = -1;
    private int dataChunk = Integer.MAX_VALUE;
    private byte[] palette = {};
    private byte[] tail = {};
    private final List<byte[]> between = new ArrayList<>();

    private HandmadePng(int width, int height, int type, int depth) {
        this.width = width;
        this.height = height;
        this.type = type;
        this.depth = depth;
        this.samples = new int[height][width][channels(type)];
    }

    /** A picture of random samples; a palette has so many colours as its depth has values. */
    static HandmadePng random(int width, int height, int type, int depth, Random random) {
        HandmadePng png = new HandmadePng(width, height, type, depth);
        for (int[][] row : png.samples) {
            for (int[] pixel : row) {
                Arrays.setAll(pixel, i -> random.nextInt(1 << depth));
            }
        }
        if (type == 3) {
            png.palette = new byte[3 << depth];
            random.nextBytes(png.palette);
        }
        return png;
    }

    /** A picture of smooth samples, whose values use the whole range. */
    static HandmadePng smooth(int width, int height, int type, int depth) {
        HandmadePng png = random(width, height, type, depth, new Random(1));
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int i = 0; i < png.samples[y][x].length; i++) {
                    double wave = Math.sin((x + 2.0 * y) / 11 + i) * Math.cos(y / 7.0 - i);
                    png.samples[y][x][i] = (int) ((wave + 1) / 2 * ((1 << depth) - 1));
                }
            }
        }
        return png;
    }

    static int channels(int type) {
        return new int[] {1, 0, 3, 1, 2, 0, 4}[type];
    }

    /** Stored in the seven passes of Adam7. */
    HandmadePng interlaced(boolean yes) {
        interlaced = yes;
        return this;
    }

    /** All rows with this filter; without it they take turns. */
    HandmadePng filter(int number) {
        filter = number;
        return this;
    }

    /** The data in chunks of at most so many bytes. */
    HandmadePng dataInChunksOf(int length) {
        dataChunk = length;
        return this;
    }

    /** A chunk before the data, behind the palette. */
    HandmadePng with(String name, byte[] content) {
        between.add(chunk(name, content));
        return this;
    }

    /** Another palette; an empty one is left out. */
    HandmadePng palette(int... redGreenBlue) {
        palette = bytes(redGreenBlue);
        return this;
    }

    /** More bytes behind the pixels, compressed with them. */
    HandmadePng surplus(byte[] more) {
        tail = more;
        return this;
    }

    byte[] colors() {
        return palette;
    }

    byte[] file() {
        return fileOf(deflated(join(raw(), tail)));
    }

    /** The file with other compressed data. */
    byte[] fileOf(byte[] data) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'));
        file.writeBytes(chunk("IHDR", header()));
        if (palette.length > 0) {
            file.writeBytes(chunk("PLTE", palette));
        }
        between.forEach(file::writeBytes);
        for (int at = 0; at < data.length; at += Math.min(dataChunk, data.length - at)) {
            file.writeBytes(chunk("IDAT", Arrays.copyOfRange(data, at, at + Math.min(dataChunk, data.length - at))));
        }
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private byte[] header() {
        return join(big(width), big(height), bytes(depth, type, 0, 0, interlaced ? 1 : 0));
    }

    /** The filtered rows, before compression. */
    byte[] raw() {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        if (!interlaced) {
            writePass(raw, 0, 0, 1, 1);
        } else {
            for (int[] pass : ADAM7) {
                writePass(raw, pass[0], pass[1], pass[2], pass[3]);
            }
        }
        return raw.toByteArray();
    }

    private void writePass(ByteArrayOutputStream raw, int left, int top, int across, int down) {
        if (left >= width) {
            return;
        }
        byte[] above = new byte[(((width - left + across - 1) / across) * channels(type) * depth + 7) / 8];
        int number = 0;
        for (int y = top; y < height; y += down) {
            byte[] row = packed(y, left, across, above.length);
            int chosen = filter >= 0 ? filter : number++ % 5;
            raw.write(chosen);
            raw.writeBytes(filtered(chosen, row, above));
            above = row;
        }
    }

    private byte[] packed(int y, int left, int across, int length) {
        StringBuilder bits = new StringBuilder();
        for (int x = left; x < width; x += across) {
            for (int sample : samples[y][x]) {
                String binary = Integer.toBinaryString(1 << depth | sample);
                bits.append(binary, 1, binary.length());
            }
        }
        bits.append("0".repeat(length * 8 - bits.length()));
        byte[] row = new byte[length];
        for (int i = 0; i < length; i++) {
            row[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return row;
    }

    private byte[] filtered(int number, byte[] row, byte[] above) {
        int distance = Math.max(1, channels(type) * depth / 8);
        byte[] result = new byte[row.length];
        for (int i = 0; i < row.length; i++) {
            int a = i < distance ? 0 : row[i - distance] & 0xff;
            int b = above[i] & 0xff;
            int c = i < distance ? 0 : above[i - distance] & 0xff;
            int prediction = switch (number) {
                case 1 -> a;
                case 2 -> b;
                case 3 -> (a + b) / 2;
                case 4 -> paeth(a, b, c);
                default -> 0;
            };
            result[i] = (byte) (row[i] - prediction);
        }
        return result;
    }

    /** As section 9.4 has it. */
    static int paeth(int a, int b, int c) {
        int p = a + b - c;
        int pa = Math.abs(p - a);
        int pb = Math.abs(p - b);
        int pc = Math.abs(p - c);
        if (pa <= pb && pa <= pc) {
            return a;
        }
        return pb <= pc ? b : c;
    }
}
