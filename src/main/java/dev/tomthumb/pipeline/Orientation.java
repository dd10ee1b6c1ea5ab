package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Sampling;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.Size;

/**
 * How a stored picture is turned to stand upright, as a map from upright to stored coordinates: exchange the axes
 * first, then mirror in the stored picture.
 *
 * @param swapped whether columns become rows
 * @param mirroredX whether stored columns run the other way
 * @param mirroredY whether stored rows run the other way
 */
public record Orientation(boolean swapped, boolean mirroredX, boolean mirroredY) {
    /** As stored. */
    public static final Orientation UPRIGHT = new Orientation(false, false, false);

    /**
     * The turn an EXIF orientation asks for (EXIF 2.32, tag 0x0112).
     *
     * @throws IllegalArgumentException outside 1..8
     */
    public static Orientation ofExif(int orientation) {
        return switch (orientation) {
            case 1 -> UPRIGHT;
            case 2 -> new Orientation(false, true, false);
            case 3 -> new Orientation(false, true, true);
            case 4 -> new Orientation(false, false, true);
            case 5 -> new Orientation(true, false, false);
            case 6 -> new Orientation(true, false, true);
            case 7 -> new Orientation(true, true, true);
            case 8 -> new Orientation(true, true, false);
            default -> throw new IllegalArgumentException("orientation is 1 to 8, not " + orientation);
        };
    }

    /**
     * How a stored picture is turned in all: first as EXIF says, if that counts, then by the angle, then mirrored
     * (imgproxy pipeline, section 5, step 7).
     *
     * @param exif 1..8
     * @param turn what is asked for; EXIF counts unless it says otherwise
     */
    static Orientation of(int exif, dev.tomthumb.model.Turn turn) {
        return (turn.auto().orElse(true) ? ofExif(exif) : UPRIGHT)
                .then(clockwise(turn.angle()))
                .then(new Orientation(false, turn.flipHorizontal(), turn.flipVertical()));
    }

    /**
     * A turn by an angle.
     *
     * @throws IllegalArgumentException for an angle other than 0, 90, 180 and 270
     */
    static Orientation clockwise(int angle) {
        return switch (angle) {
            case 0 -> UPRIGHT;
            case 90 -> new Orientation(true, false, true);
            case 180 -> new Orientation(false, true, true);
            case 270 -> new Orientation(true, true, false);
            default -> throw new IllegalArgumentException("an angle is 0, 90, 180 or 270, not " + angle);
        };
    }

    /** This turn, and then another one of what it gives. */
    Orientation then(Orientation next) {
        return new Orientation(
                swapped != next.swapped,
                mirroredX != (swapped ? next.mirroredY : next.mirroredX),
                mirroredY != (swapped ? next.mirroredX : next.mirroredY));
    }

    /**
     * A gravity of the upright picture, in the stored one (imgproxy pipeline, section 5, step 5a). An offset from an edge
     * points inwards and moves with its edge; one from the middle is mirrored with the picture.
     */
    Gravity stored(Gravity upright) {
        Compass compass = Compass.of(upright);
        Compass exchanged = swapped ? compass.exchanged() : compass;
        return exchanged.mirrored(mirroredX, mirroredY).gravity();
    }

    /** A size on the other side of the turn; works both ways. */
    public Size turned(Size size) {
        return swapped ? size.turned() : size;
    }

    /** A sampling of the upright picture, in the stored one; works both ways. */
    Sampling stored(Sampling upright) {
        return swapped ? new Sampling(upright.y(), upright.x()) : upright;
    }

    /**
     * Where a part of the upright picture lies in the stored one.
     *
     * @param upright the part, in upright coordinates
     * @param stored the stored picture's size
     */
    public Box stored(Box upright, Size stored) {
        Size size = turned(upright.size());
        int x = swapped ? upright.y() : upright.x();
        int y = swapped ? upright.x() : upright.y();
        return new Box(
                mirroredX ? stored.width() - x - size.width() : x,
                mirroredY ? stored.height() - y - size.height() : y,
                size);
    }

    /** Where a part of the stored picture lies in the upright one: {@link #stored(Box, Size)} the other way round. */
    Box upright(Box stored, Size whole) {
        int left = mirroredX ? whole.width() - stored.x() - stored.width() : stored.x();
        int top = mirroredY ? whole.height() - stored.y() - stored.height() : stored.y();
        return swapped ? new Box(top, left, stored.size().turned()) : new Box(left, top, stored.size());
    }
}
