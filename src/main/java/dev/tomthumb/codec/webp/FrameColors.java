package dev.tomthumb.codec.webp;

import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Size;
import java.util.List;

/**
 * From a frame to red, green and blue, with colour differences interpolated as libwebp does it unless told otherwise
 * ("fancy upsampling"): 9 parts of the nearest, 3 of those beside it and 1 of the one across.
 */
final class FrameColors {
    private final Vp8Frame frame;
    private final int width;
    private final int height;
    private final int[] blueRow;
    private final int[] redRow;
    private final byte[] red;
    private final byte[] green;
    private final byte[] blue;

    private FrameColors(Vp8Frame frame) {
        Size size = frame.size();
        this.frame = frame;
        this.width = size.width();
        this.height = size.height();
        this.blueRow = new int[width];
        this.redRow = new int[width];
        this.red = new byte[width * height];
        this.green = new byte[width * height];
        this.blue = new byte[width * height];
    }

    /** The planes of red, green and blue. */
    static List<Plane> of(Vp8Frame frame) {
        return new FrameColors(frame).planes();
    }

    private List<Plane> planes() {
        int last = (height + 1) / 2 - 1;
        for (int y = 0; y < height; y++) {
            int near = y / 2;
            int far = Math.max(0, Math.min(last, (y & 1) == 0 ? near - 1 : near + 1));
            interpolate(frame.blue(), near, far, blueRow);
            interpolate(frame.red(), near, far, redRow);
            convert(y);
        }
        return List.of(plane(red), plane(green), plane(blue));
    }

    private Plane plane(byte[] samples) {
        return new Plane(width, height, samples, 0, 1, width);
    }

    private void interpolate(FramePlane plane, int nearRow, int farRow, int[] row) {
        byte[] samples = plane.samples;
        int nearAt = plane.at(0, nearRow);
        int farAt = plane.at(0, farRow);
        int near = samples[nearAt] & 0xff;
        int far = samples[farAt] & 0xff;
        row[0] = 3 * near + far + 2 >> 2;
        for (int x = 1; x <= width - 1 >> 1; x++) {
            int nextNear = samples[nearAt + x] & 0xff;
            int nextFar = samples[farAt + x] & 0xff;
            int sum = near + nextNear + far + nextFar + 8;
            row[2 * x - 1] = (sum + 2 * (nextNear + far) >> 3) + near >> 1;
            row[2 * x] = (sum + 2 * (near + nextFar) >> 3) + nextNear >> 1;
            near = nextNear;
            far = nextFar;
        }
        if ((width & 1) == 0) {
            row[width - 1] = 3 * near + far + 2 >> 2;
        }
    }

    /** ITU-R BT.601 of a limited range, in 14 bits as libwebp computes it: the last bit is part of what people see. */
    private void convert(int y) {
        int luma = frame.luma().at(0, y);
        byte[] samples = frame.luma().samples;
        int to = y * width;
        for (int x = 0; x < width; x++) {
            int grey = (samples[luma + x] & 0xff) * 19_077 >> 8;
            int u = blueRow[x];
            int v = redRow[x];
            red[to + x] = sample(grey + (v * 26_149 >> 8) - 14_234);
            green[to + x] = sample(grey - (u * 6_419 >> 8) - (v * 13_320 >> 8) + 8_708);
            blue[to + x] = sample(grey + (u * 33_050 >> 8) - 17_685);
        }
    }

    private static byte sample(int value) {
        return (byte) Math.max(0, Math.min(255, value >> 6));
    }
}
