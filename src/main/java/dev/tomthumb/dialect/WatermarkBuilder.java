package dev.tomthumb.dialect;

import dev.tomthumb.model.Watermark;
import java.util.Optional;
import java.util.OptionalInt;

/** Collects a watermark; without an opacity there is none. */
final class WatermarkBuilder {
    double opacity;
    Watermark.Position position = Watermark.Position.CENTER;
    double x;
    double y;
    double scale;
    Watermark.Content content = new Watermark.Content.Configured();
    OptionalInt width = OptionalInt.empty();
    OptionalInt height = OptionalInt.empty();
    double rotate;
    double shadow;

    Optional<Watermark> watermark() {
        if (opacity == 0) {
            return Optional.empty();
        }
        // A size counts only where no scale is given (imgproxy's watermark_size).
        boolean sized = scale == 0;
        return Optional.of(new Watermark(
                opacity,
                position,
                x,
                y,
                scale,
                content,
                sized ? width : OptionalInt.empty(),
                sized ? height : OptionalInt.empty(),
                rotate,
                shadow));
    }
}
