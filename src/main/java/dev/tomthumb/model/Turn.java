package dev.tomthumb.model;

import java.util.Optional;

/**
 * How a picture is turned: first as its EXIF orientation says, then by the angle, then mirrored (imgproxy pipeline,
 * section 5, step 7).
 *
 * @param auto whether the EXIF orientation counts; empty = as the server is configured
 * @param angle degrees clockwise: 0, 90, 180 or 270
 * @param flipHorizontal whether left and right change places after turning
 * @param flipVertical whether top and bottom change places after turning
 */
public record Turn(Optional<Boolean> auto, int angle, boolean flipHorizontal, boolean flipVertical) {
    /** Upright as the server is configured, and nothing else. */
    public static final Turn BY_SETTING = new Turn(Optional.empty(), 0, false, false);

    /** @throws IllegalArgumentException for an angle that is none of the four */
    public Turn {
        if (angle != 0 && angle != 90 && angle != 180 && angle != 270) {
            throw new IllegalArgumentException("an angle is 0, 90, 180 or 270, not " + angle);
        }
    }

    /** The same, by the EXIF orientation or not. */
    public Turn withAuto(boolean changed) {
        return new Turn(Optional.of(changed), angle, flipHorizontal, flipVertical);
    }
}
