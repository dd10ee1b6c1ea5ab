package dev.tomthumb.ops;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writes a small picture in every format this installation has and reads it back: a few milliseconds in all. */
final class SelfCheck {
    private static final int SIDE = 16;
    private static final int QUALITY = 80;

    private SelfCheck() {}

    /** What went wrong, by format; empty if everything works. */
    static Map<ImageFormat, String> failures(Codecs codecs) {
        Map<ImageFormat, String> failures = new EnumMap<>(ImageFormat.class);
        for (ImageFormat format : codecs.writable()) {
            try {
                byte[] file = codecs.encoder(format).encode(picture(), Encoding.of(QUALITY));
                Pixels read = codecs.decoder(format).decode(file, codecs.header(file));
                if (read.width() != SIDE || read.height() != SIDE) {
                    failures.put(format, "came back as " + read.width() + " x " + read.height() + " pixels");
                }
            } catch (ImageException | RuntimeException | LinkageError broken) {
                failures.put(format, String.valueOf(broken.getMessage()));
            }
        }
        return failures;
    }

    private static Pixels picture() {
        Plane ramp = new Plane(SIDE, SIDE);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                ramp.set(x, y, (x + y) * 8);
            }
        }
        return new Pixels(Layout.RGB, List.of(ramp, ramp, ramp));
    }
}
