package dev.tomthumb.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes {@link ImageRequest#canonical()}. Every field that changes the picture must be named here, or two pictures would share a key. */
final class CanonicalText {
    private final StringBuilder text = new StringBuilder(96);

    private CanonicalText() {}

    static String of(ImageRequest request) {
        CanonicalText canonical = new CanonicalText();
        if (request.output().verbatim()) {
            canonical.field("raw", "1");
        }
        canonical.resize(request.transform().resize());
        canonical.gravity(request.transform().gravity());
        request.transform().background().ifPresent(color -> canonical.field("bg", color.toString()));
        request.output().quality().ifPresent(quality -> canonical.field("q", Integer.toString(quality)));
        request.output().format().ifPresent(format -> canonical.field("f", format.token()));
        request.version().ifPresent(version -> canonical.field("v", escaped(version)));
        return canonical.text.append(request.source()).toString();
    }

    private void resize(Resize resize) {
        // The mode says nothing about a picture that is not asked to meet a box.
        boolean boxed = resize.width().isPresent() || resize.height().isPresent();
        if (boxed && resize.mode() != Resize.Mode.FIT) {
            field("rs", resize.mode().token());
        }
        resize.width().ifPresent(width -> field("w", Integer.toString(width)));
        resize.height().ifPresent(height -> field("h", Integer.toString(height)));
        if (resize.enlarge()) {
            field("el", "1");
        }
        if (resize.dpr() != 1.0) {
            field("dpr", number(resize.dpr()));
        }
    }

    private void gravity(Gravity gravity) {
        if (gravity.equals(Gravity.CENTER)) {
            return;
        }
        boolean shifted = gravity.x() != 0 || gravity.y() != 0 || gravity.type() == Gravity.Type.FOCAL_POINT;
        field("g", gravity.type().token() + (shifted ? ":" + number(gravity.x()) + ":" + number(gravity.y()) : ""));
    }

    private void field(String name, String value) {
        text.append(name).append(':').append(value).append('/');
    }

    /** Whole numbers without a point, so that 2 and 2.0 are one key; -0.0 is 0. */
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** A version is free text: without escaping, {@code a/f:png} could pose as two fields. */
    private static String escaped(String version) {
        return URLEncoder.encode(version, StandardCharsets.UTF_8);
    }
}
