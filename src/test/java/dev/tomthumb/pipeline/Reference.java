package dev.tomthumb.pipeline;

import dev.tomthumb.model.Color;
import dev.tomthumb.model.Crop;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.Gravity.Type;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Trim;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;

/**
 * imgproxy's pipeline as the reference text has it (imgproxy pipeline, sections 3 to 5), line by line and without a
 * thought for speed: what the product is held against. Names are those of the text; 0 means "absent", as there. Samples
 * are never weighed: a picture that would be scaled is one of the right size that shows nothing, and says so.
 */
final class Reference {
    private final Transform options;
    private final int exif;
    private final OptionalInt limit;

    private Picture picture;
    private int angle;
    private boolean eflip;
    private double cw;
    private double ch;
    private double w0;
    private double h0;
    private double sx;
    private double sy;
    private double dpr;
    private double tw;
    private double th;
    private double sw;
    private double sh;
    private double rw;
    private double rh;
    private double ew;
    private double eh;

    private Reference(Picture picture, int exif, Transform options, OptionalInt limit) {
        this.picture = picture;
        this.exif = exif;
        this.options = options;
        this.limit = limit;
    }

    /**
     * A picture of ARGB pixels.
     *
     * @param exact whether its pixels are right, not only its size
     */
    record Picture(int width, int height, int[] argb, boolean alpha, boolean exact) {
        int at(int x, int y) {
            return argb[y * width + x];
        }

        /** Another picture made of this one, pixel by pixel; of one that shows nothing only the size. */
        Picture mapped(int newWidth, int newHeight, boolean newAlpha, Pixel pixel) {
            int[] mapped = new int[exact ? newWidth * newHeight : 0];
            for (int i = 0; i < mapped.length; i++) {
                mapped[i] = pixel.at(i % newWidth, i / newWidth);
            }
            return new Picture(newWidth, newHeight, mapped, newAlpha, exact);
        }
    }

    private interface Pixel {
        int at(int x, int y);
    }

    /**
     * The end of a run.
     *
     * @param outgrown whether a side of the box was rounded to nothing, so that the picture is longer than its limit
     */
    record Result(Picture picture, boolean outgrown) {}

    /** What becomes of a picture for a file that can be transparent and is of any size. */
    static Result of(Picture picture, int exif, Transform options, OptionalInt limit) {
        Reference run = new Reference(picture, exif, options, limit);
        run.trim();
        run.parameters();
        run.crop();
        run.scale();
        run.rotateAndFlip();
        run.cropToResult();
        run.extend();
        run.extendAspectRatio();
        run.pad();
        run.flatten();
        return new Result(run.picture, run.outgrown());
    }

    private boolean outgrown() {
        return limit.isPresent() && Math.max(minNz(sw, rw), minNz(sh, rh)) > limit.getAsInt();
    }

    private static double r(double x) {
        return Math.signum(x) * Math.floor(Math.abs(x) + 0.5);
    }

    private static double e(double x) {
        return Math.rint(x);
    }

    private static double scale(double a, double s) {
        return a == 0 ? 0 : r(a * s);
    }

    private static double scaleE(double a, double s) {
        return a == 0 ? 0 : e(a * s);
    }

    private static double shrinkE(double a, double s) {
        return a == 0 ? 0 : e(a / s);
    }

    private static double minNz(double a, double b) {
        return a == 0 ? b : b == 0 ? a : Math.min(a, b);
    }

    private void trim() {
        if (options.trim().isEmpty()) {
            return;
        }
        Trim trim = options.trim().get();
        int[][] flat = flattenedOnMagenta();
        int[] ground = trim.color()
                .map(color -> new int[] {color.red(), color.green(), color.blue()})
                .orElse(flat[0]);
        int left = picture.width;
        int right = -1;
        int top = picture.height;
        int bottom = -1;
        for (int y = 0; y < picture.height; y++) {
            for (int x = 0; x < picture.width; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    if (Math.abs(median(flat, x, y, channel) - ground[channel]) > trim.threshold()) {
                        left = Math.min(left, x);
                        right = Math.max(right, x);
                        top = Math.min(top, y);
                        bottom = Math.max(bottom, y);
                    }
                }
            }
        }
        if (right < 0) {
            return;
        }
        int fromLeft = left;
        int fromRight = picture.width - 1 - right;
        int fromTop = top;
        int fromBottom = picture.height - 1 - bottom;
        if (trim.equalHorizontal()) {
            fromLeft = fromRight = Math.min(fromLeft, fromRight);
        }
        if (trim.equalVertical()) {
            fromTop = fromBottom = Math.min(fromTop, fromBottom);
        }
        cut(fromLeft, fromTop, picture.width - fromLeft - fromRight, picture.height - fromTop - fromBottom);
    }

    private int[][] flattenedOnMagenta() {
        int[][] flat = new int[picture.argb.length][3];
        for (int i = 0; i < flat.length; i++) {
            int alpha = picture.argb[i] >>> 24;
            for (int channel = 0; channel < 3; channel++) {
                int ground = channel == 1 ? 0 : 255;
                flat[i][channel] = ((picture.argb[i] >> 16 - 8 * channel & 255) * alpha + ground * (255 - alpha)) / 255;
            }
        }
        return flat;
    }

    private int median(int[][] flat, int x, int y, int channel) {
        int[] around = new int[9];
        for (int i = 0; i < 9; i++) {
            int column = Math.max(0, Math.min(picture.width - 1, x + i % 3 - 1));
            int row = Math.max(0, Math.min(picture.height - 1, y + i / 3 - 1));
            around[i] = flat[row * picture.width + column][channel];
        }
        Arrays.sort(around);
        return around[4];
    }

    private boolean swapped() {
        return (angle + options.turn().angle()) % 180 != 0;
    }

    private void parameters() {
        if (options.turn().auto().orElse(true)) {
            angle = exif == 3 || exif == 4 ? 180 : exif == 5 || exif == 6 ? 90 : exif == 7 || exif == 8 ? 270 : 0;
            eflip = exif == 2 || exif == 4 || exif == 5 || exif == 7;
        }
        double srcW = swapped() ? picture.height : picture.width;
        double srcH = swapped() ? picture.width : picture.height;
        cw = cropSide(options.crop().map(Crop::width).orElse(0.0), srcW);
        ch = cropSide(options.crop().map(Crop::height).orElse(0.0), srcH);
        w0 = minNz(cw, srcW);
        h0 = minNz(ch, srcH);
        factors();
        sizes();
        limit();
    }

    private static double cropSide(double c, double src) {
        return c == 0 ? 0 : c >= 1 ? Math.floor(c) : Math.max(1, r(src * c));
    }

    private void factors() {
        Resize resize = options.resize();
        double width = resize.width().orElse(0);
        double height = resize.height().orElse(0);
        double dw = width == 0 ? w0 : width;
        double dh = height == 0 ? h0 : height;
        double a = dw == w0 ? 1 : w0 / dw;
        double b = dh == h0 ? 1 : h0 / dh;
        if (a != 1 || b != 1) {
            Resize.Mode mode = resize.mode();
            if (mode == Resize.Mode.AUTO) {
                mode = (w0 - h0 >= 0) == (dw - dh >= 0) ? Resize.Mode.FILL : Resize.Mode.FIT;
            }
            boolean force = mode == Resize.Mode.FORCE;
            if (width == 0 && !force) {
                a = b;
            } else if (height == 0 && !force) {
                b = a;
            } else if (mode == Resize.Mode.FIT) {
                a = b = Math.max(a, b);
            } else if (!force) {
                a = b = Math.min(a, b);
            }
        }
        a /= resize.zoomX();
        b /= resize.zoomY();
        double d = resize.dpr();
        if (!resize.enlarge()) {
            double m = Math.min(a, b);
            if (m < 1) {
                a /= m;
                b /= m;
                if (options.extend().isEmpty()) {
                    d /= m;
                }
            }
            d = Math.min(d, Math.min(a, b));
        }
        if (resize.minWidth().isPresent()) {
            double s = w0 / resize.minWidth().getAsInt();
            if (s < a) {
                b /= a / s;
                a = s;
            }
        }
        if (resize.minHeight().isPresent()) {
            double s = h0 / resize.minHeight().getAsInt();
            if (s < b) {
                a /= b / s;
                b = s;
            }
        }
        a = Math.min(a / d, w0);
        b = Math.min(b / d, h0);
        sx = 1 / a;
        sy = 1 / b;
        dpr = d;
    }

    private void sizes() {
        Resize resize = options.resize();
        tw = scale(resize.width().orElse(0), dpr * resize.zoomX());
        th = scale(resize.height().orElse(0), dpr * resize.zoomY());
        sw = scale(w0, sx);
        sh = scale(h0, sy);
        rw = tw;
        rh = th;
        if (resize.mode() == Resize.Mode.FILL_DOWN && !resize.enlarge()) {
            double p = tw / sw;
            double q = th / sh;
            if (p > q && p > 1) {
                rw = sw;
                rh = scale(sw, th / tw);
            } else if (q > p && q > 1) {
                rh = sh;
                rw = scale(sh, tw / th);
            }
        }
        ew = 0;
        eh = 0;
        if (options.extendAspectRatio().isPresent() && tw > 0 && th > 0) {
            double ow = minNz(sw, rw);
            double oh = minNz(sh, rh);
            double p = tw / ow;
            double q = th / oh;
            if (q > p) {
                ew = ow;
                eh = scale(ow, th / tw);
            } else if (p > q) {
                eh = oh;
                ew = scale(oh, tw / th);
            }
        }
    }

    private void limit() {
        if (limit.isEmpty()) {
            return;
        }
        double outW = minNz(sw, rw);
        double outH = minNz(sh, rh);
        if (options.extend().isPresent()) {
            outW = Math.max(outW, tw);
            outH = Math.max(outH, th);
        } else if (options.extendAspectRatio().isPresent()) {
            outW = Math.max(outW, ew);
            outH = Math.max(outH, eh);
        }
        outW += scaleE(options.padding().left(), dpr) + scaleE(options.padding().right(), dpr);
        outH += scaleE(options.padding().top(), dpr) + scaleE(options.padding().bottom(), dpr);
        double longest = Math.max(outW, outH);
        if (longest > limit.getAsInt()) {
            double k = limit.getAsInt() / longest;
            sx = Math.max(sx * k, 1 / w0);
            sy = Math.max(sy * k, 1 / h0);
            dpr *= k;
            sizes();
        }
    }

    private record Point(double left, double top) {}

    private static Point position(double outW, double outH, double w, double h, Gravity gravity, double d) {
        double left;
        double top;
        if (gravity.type() == Type.FOCAL_POINT) {
            left = scaleE(outW, gravity.x()) - (int) w / 2;
            top = scaleE(outH, gravity.y()) - (int) h / 2;
        } else {
            double ox = Math.abs(gravity.x()) >= 1 ? e(gravity.x() * d) : scaleE(outW, gravity.x());
            double oy = Math.abs(gravity.y()) >= 1 ? e(gravity.y() * d) : scaleE(outH, gravity.y());
            String type = gravity.type().token();
            left = shrinkE(outW - w + 1, 2) + ox;
            top = shrinkE(outH - h + 1, 2) + oy;
            if (type.startsWith("no")) {
                top = oy;
            }
            if (type.startsWith("so")) {
                top = outH - h - oy;
            }
            if (type.endsWith("we")) {
                left = ox;
            }
            if (type.endsWith("ea")) {
                left = outW - w - ox;
            }
        }
        return new Point(Math.max(0, Math.min(outW - w, left)), Math.max(0, Math.min(outH - h, top)));
    }

    private static final Map<Type, Type> LEFT_RIGHT = Map.of(
            Type.EAST, Type.WEST,
            Type.WEST, Type.EAST,
            Type.NORTH_EAST, Type.NORTH_WEST,
            Type.NORTH_WEST, Type.NORTH_EAST,
            Type.SOUTH_EAST, Type.SOUTH_WEST,
            Type.SOUTH_WEST, Type.SOUTH_EAST);

    private static final Map<Type, Type> UP_DOWN = Map.of(
            Type.NORTH, Type.SOUTH,
            Type.SOUTH, Type.NORTH,
            Type.NORTH_EAST, Type.SOUTH_EAST,
            Type.SOUTH_EAST, Type.NORTH_EAST,
            Type.NORTH_WEST, Type.SOUTH_WEST,
            Type.SOUTH_WEST, Type.NORTH_WEST);

    private static final Map<Type, Type> QUARTER = Map.of(
            Type.NORTH, Type.WEST,
            Type.EAST, Type.NORTH,
            Type.SOUTH, Type.EAST,
            Type.WEST, Type.SOUTH,
            Type.NORTH_WEST, Type.SOUTH_WEST,
            Type.NORTH_EAST, Type.NORTH_WEST,
            Type.SOUTH_WEST, Type.SOUTH_EAST,
            Type.SOUTH_EAST, Type.NORTH_EAST);

    private static final Map<Type, Type> THREE_QUARTERS = Map.of(
            Type.NORTH, Type.EAST,
            Type.EAST, Type.SOUTH,
            Type.SOUTH, Type.WEST,
            Type.WEST, Type.NORTH,
            Type.NORTH_WEST, Type.NORTH_EAST,
            Type.NORTH_EAST, Type.SOUTH_EAST,
            Type.SOUTH_WEST, Type.NORTH_WEST,
            Type.SOUTH_EAST, Type.SOUTH_WEST);

    private static Gravity undone(Gravity gravity, int turned, boolean fx, boolean fy) {
        Type type = gravity.type();
        double x = gravity.x();
        double y = gravity.y();
        boolean point = type == Type.FOCAL_POINT;
        if (fx) {
            type = LEFT_RIGHT.getOrDefault(type, type);
            x = point ? 1 - x : type == Type.CENTER || type == Type.NORTH || type == Type.SOUTH ? -x : x;
        }
        if (fy) {
            type = UP_DOWN.getOrDefault(type, type);
            y = point ? 1 - y : type == Type.CENTER || type == Type.EAST || type == Type.WEST ? -y : y;
        }
        double oldX = x;
        double oldY = y;
        if (turned == 90) {
            type = QUARTER.getOrDefault(type, type);
            x = oldY;
            y = point ? 1 - oldX : type == Type.CENTER || type == Type.EAST || type == Type.WEST ? -oldX : oldX;
        } else if (turned == 180) {
            type = LEFT_RIGHT.getOrDefault(type, type);
            type = UP_DOWN.getOrDefault(type, type);
            x = point ? 1 - oldX : type == Type.CENTER || type == Type.NORTH || type == Type.SOUTH ? -oldX : oldX;
            y = point ? 1 - oldY : type == Type.CENTER || type == Type.EAST || type == Type.WEST ? -oldY : oldY;
        } else if (turned == 270) {
            type = THREE_QUARTERS.getOrDefault(type, type);
            x = point ? 1 - oldY : type == Type.CENTER || type == Type.NORTH || type == Type.SOUTH ? -oldY : oldY;
            y = oldX;
        }
        return new Gravity(type, x, y);
    }

    private void crop() {
        Gravity gravity = options.crop().flatMap(Crop::gravity).orElse(options.gravity());
        gravity = undone(
                gravity,
                options.turn().angle(),
                options.turn().flipHorizontal(),
                options.turn().flipVertical());
        gravity = undone(gravity, angle, eflip, false);
        cropped(swapped() ? ch : cw, swapped() ? cw : ch, gravity, 1);
    }

    private void cropped(double askedW, double askedH, Gravity gravity, double d) {
        if (askedW == 0 && askedH == 0) {
            return;
        }
        double w = minNz(askedW, picture.width);
        double h = minNz(askedH, picture.height);
        if (w >= picture.width && h >= picture.height) {
            return;
        }
        Point at = position(picture.width, picture.height, w, h, gravity, d);
        cut((int) at.left, (int) at.top, (int) w, (int) h);
    }

    private void cut(int left, int top, int width, int height) {
        Picture from = picture;
        picture = from.mapped(width, height, from.alpha, (x, y) -> from.at(left + x, top + y));
    }

    private void scale() {
        double across = swapped() ? sy : sx;
        double down = swapped() ? sx : sy;
        if (across == 1 && down == 1) {
            return;
        }
        int width = (int) Math.max(1, Math.floor(picture.width * across + 0.5));
        int height = (int) Math.max(1, Math.floor(picture.height * down + 0.5));
        picture = new Picture(width, height, new int[0], picture.alpha, false);
    }

    private void rotateAndFlip() {
        rotate(angle);
        flip(eflip, false);
        rotate(options.turn().angle());
        flip(options.turn().flipHorizontal(), options.turn().flipVertical());
    }

    /** Clockwise, a quarter at a time. */
    private void rotate(int degrees) {
        for (int quarter = 0; quarter < degrees / 90; quarter++) {
            Picture from = picture;
            picture = from.mapped(from.height, from.width, from.alpha, (x, y) -> from.at(y, from.height - 1 - x));
        }
    }

    private void flip(boolean horizontal, boolean vertical) {
        Picture from = picture;
        picture = from.mapped(
                from.width,
                from.height,
                from.alpha,
                (x, y) -> from.at(horizontal ? from.width - 1 - x : x, vertical ? from.height - 1 - y : y));
    }

    private void cropToResult() {
        cropped(rw, rh, options.gravity(), dpr);
    }

    private void extend() {
        if (options.extend().isPresent()) {
            extendTo(tw, th, options.extend().get().gravity());
        }
    }

    private void extendAspectRatio() {
        if (options.extendAspectRatio().isPresent()) {
            extendTo(ew, eh, options.extendAspectRatio().get().gravity());
        }
    }

    private void extendTo(double askedW, double askedH, Gravity gravity) {
        if (askedW <= picture.width && askedH <= picture.height) {
            return;
        }
        int width = Math.max(picture.width, (int) askedW);
        int height = Math.max(picture.height, (int) askedH);
        Point at = position(width, height, picture.width, picture.height, gravity, dpr);
        embed(width, height, (int) at.left, (int) at.top);
    }

    private void pad() {
        int top = (int) scaleE(options.padding().top(), dpr);
        int right = (int) scaleE(options.padding().right(), dpr);
        int bottom = (int) scaleE(options.padding().bottom(), dpr);
        int left = (int) scaleE(options.padding().left(), dpr);
        if (top + right + bottom + left > 0) {
            embed(picture.width + left + right, picture.height + top + bottom, left, top);
        }
    }

    private void embed(int width, int height, int left, int top) {
        Picture from = picture;
        picture = from.mapped(width, height, true, (x, y) -> {
            boolean inside = x >= left && x < left + from.width && y >= top && y < top + from.height;
            return inside ? from.at(x - left, y - top) : 0;
        });
    }

    private void flatten() {
        if (options.background().isEmpty() || !picture.alpha) {
            return;
        }
        Color color = options.background().get();
        int[] ground = {color.red(), color.green(), color.blue()};
        Picture from = picture;
        picture = from.mapped(from.width, from.height, false, (x, y) -> {
            int share = from.at(x, y) >>> 24;
            int rgb = 255;
            for (int channel = 0; channel < 3; channel++) {
                int sample = from.at(x, y) >> 16 - 8 * channel & 255;
                rgb = rgb << 8 | (sample * share + ground[channel] * (255 - share)) / 255;
            }
            return rgb;
        });
    }
}
