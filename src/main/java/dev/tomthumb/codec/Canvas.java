package dev.tomthumb.codec;

import dev.tomthumb.model.Box;
import dev.tomthumb.model.Size;
import java.util.Arrays;
import java.util.List;

/** Where the frames of an animation are laid one over the other: transparent at first. */
public final class Canvas {
    private final Size size;
    private final byte[] red;
    private final byte[] green;
    private final byte[] blue;
    private final byte[] alpha;

    /** A transparent canvas. */
    public Canvas(Size size) {
        int pixels = Math.toIntExact(size.pixels());
        this.size = size;
        this.red = new byte[pixels];
        this.green = new byte[pixels];
        this.blue = new byte[pixels];
        this.alpha = new byte[pixels];
    }

    private Canvas(Canvas other) {
        this.size = other.size;
        this.red = other.red.clone();
        this.green = other.green.clone();
        this.blue = other.blue.clone();
        this.alpha = other.alpha.clone();
    }

    /** The bytes a canvas of {@code pixels} pixels takes. */
    public static long memory(long pixels) {
        return 4 * pixels;
    }

    public Size size() {
        return size;
    }

    /** A copy to come back to. */
    public Canvas copy() {
        return new Canvas(this);
    }

    /** Replaces a pixel by an opaque colour, {@code 0xRRGGBB}. The place is {@code y * width + x}. */
    public void put(int place, int rgb) {
        red[place] = (byte) (rgb >> 16);
        green[place] = (byte) (rgb >> 8);
        blue[place] = (byte) rgb;
        alpha[place] = -1;
    }

    /** Replaces {@code box.size()} pixels by those of {@code picture}, alpha included. */
    public void replace(Box box, Pixels picture) {
        lay(box, picture, false);
    }

    /** Lays a picture over what is there (RFC 9649, section 2.7.1.1, alpha blending, colours not premultiplied). */
    public void blend(Box box, Pixels picture) {
        lay(box, picture, true);
    }

    private void lay(Box box, Pixels picture, boolean over) {
        int width = box.size().width();
        List<Plane> colors = picture.colors();
        byte[] r = new byte[width];
        byte[] g = new byte[width];
        byte[] b = new byte[width];
        byte[] a = new byte[width];
        Arrays.fill(a, (byte) -1);
        for (int y = 0; y < box.size().height(); y++) {
            colors.get(0).readRow(y, r);
            colors.get(colors.size() / 2).readRow(y, g);
            colors.get(colors.size() - 1).readRow(y, b);
            if (picture.layout().hasAlpha()) {
                picture.alpha().readRow(y, a);
            }
            int place = (box.y() + y) * size.width() + box.x();
            for (int x = 0; x < width; x++, place++) {
                int opacity = over ? a[x] & 0xff : 255;
                if (opacity == 255) {
                    set(place, r[x], g[x], b[x], a[x]);
                } else if (opacity > 0) {
                    over(place, r[x] & 0xff, g[x] & 0xff, b[x] & 0xff, opacity);
                }
            }
        }
    }

    private void set(int place, byte r, byte g, byte b, byte a) {
        red[place] = r;
        green[place] = g;
        blue[place] = b;
        alpha[place] = a;
    }

    private void over(int place, int r, int g, int b, int opacity) {
        float behind = (alpha[place] & 0xff) * (255 - opacity) / 255f;
        float all = opacity + behind;
        red[place] = mixed(r, opacity, red[place], behind, all);
        green[place] = mixed(g, opacity, green[place], behind, all);
        blue[place] = mixed(b, opacity, blue[place], behind, all);
        alpha[place] = (byte) (int) (all + 0.5f);
    }

    private static byte mixed(int front, int opacity, byte back, float behind, float all) {
        return (byte) (int) ((front * opacity + (back & 0xff) * behind) / all + 0.5f);
    }

    /** Makes a part what it was on {@code earlier}, a canvas of the same size. */
    public void takeBack(Box box, Canvas earlier) {
        for (int y = 0; y < box.size().height(); y++) {
            int from = (box.y() + y) * size.width() + box.x();
            int length = box.size().width();
            System.arraycopy(earlier.red, from, red, from, length);
            System.arraycopy(earlier.green, from, green, from, length);
            System.arraycopy(earlier.blue, from, blue, from, length);
            System.arraycopy(earlier.alpha, from, alpha, from, length);
        }
    }

    /** Makes a part transparent. */
    public void clear(Box box) {
        for (int y = 0; y < box.size().height(); y++) {
            int from = (box.y() + y) * size.width() + box.x();
            int to = from + box.size().width();
            Arrays.fill(red, from, to, (byte) 0);
            Arrays.fill(green, from, to, (byte) 0);
            Arrays.fill(blue, from, to, (byte) 0);
            Arrays.fill(alpha, from, to, (byte) 0);
        }
    }

    /** What it looks like now, not copied; without its alpha plane if it is said to be opaque. */
    public Pixels pixels(boolean opaque) {
        List<Plane> planes = List.of(plane(red), plane(green), plane(blue), plane(alpha));
        return opaque ? new Pixels(Layout.RGB, planes.subList(0, 3)) : new Pixels(Layout.RGB_ALPHA, planes);
    }

    private Plane plane(byte[] samples) {
        return new Plane(size.width(), size.height(), samples, 0, 1, size.width());
    }
}
