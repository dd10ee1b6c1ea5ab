package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Sampling;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Turn;
import java.util.List;

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
        return clockwise(exifAngle(orientation)).then(new Orientation(false, isExifMirrored(orientation), false));
    }

    /**
     * How a stored picture is turned in all: first as EXIF says, if that counts, then by the angle, then mirrored
     * (imgproxy pipeline, section 5, step 7).
     *
     * @param exif 1..8
     * @param turn what is asked for; EXIF counts unless it says otherwise
     */
    static Orientation of(int exif, Turn turn) {
        return turns(exif, turn).stream().reduce(UPRIGHT, Orientation::then);
    }

    /**
     * A gravity of the picture that {@link #of} has turned, in the stored one. One turn after the other is taken back, as
     * imgproxy does (pipeline, section 5, step 5): a point that has been mirrored twice, {@code 1 - (1 - x)}, need not lie
     * where it was, and a pixel can depend on that.
     */
    static Gravity stored(Gravity upright, int exif, Turn turn) {
        List<Orientation> turns = turns(exif, turn);
        Gravity gravity = upright;
        for (int i = turns.size() - 1; i >= 0; i--) {
            gravity = turns.get(i).stored(gravity);
        }
        return gravity;
    }

    private static List<Orientation> turns(int exif, Turn turn) {
        int heard = turn.auto().orElse(true) ? exif : 1;
        return List.of(
                clockwise(exifAngle(heard)),
                new Orientation(false, isExifMirrored(heard), false),
                clockwise(turn.angle()),
                new Orientation(false, turn.flipHorizontal(), turn.flipVertical()));
    }

    private static int exifAngle(int orientation) {
        return switch (orientation) {
            case 1, 2 -> 0;
            case 3, 4 -> 180;
            case 5, 6 -> 90;
            case 7, 8 -> 270;
            default -> throw new IllegalArgumentException("orientation is 1 to 8, not " + orientation);
        };
    }

    private static boolean isExifMirrored(int orientation) {
        return orientation == 2 || orientation == 4 || orientation == 5 || orientation == 7;
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
     * A gravity of the upright picture, in the stored one, of a single turn (imgproxy pipeline, section 5, step 5a). An
     * offset from an edge points inwards and moves with its edge; one from the middle is mirrored with the picture.
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
