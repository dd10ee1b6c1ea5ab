package dev.tomthumb.pipeline;

import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.Gravity.Type;

/**
 * A gravity taken apart by axis, so that it can be turned with its picture.
 *
 * @param type what it was; tells whether it is a point, and smart or not
 * @param across -1 for the west, 1 for the east, 0 between
 * @param down -1 for the north, 1 for the south, 0 between
 * @param x as in {@link Gravity#x}
 * @param y as in {@link Gravity#y}
 */
record Compass(Type type, int across, int down, double x, double y) {
    private static final Type[][] TYPES = {
        {Type.NORTH_WEST, Type.NORTH, Type.NORTH_EAST},
        {Type.WEST, Type.CENTER, Type.EAST},
        {Type.SOUTH_WEST, Type.SOUTH, Type.SOUTH_EAST}
    };

    static Compass of(Gravity gravity) {
        int across = switch (gravity.type()) {
            case WEST, NORTH_WEST, SOUTH_WEST -> -1;
            case EAST, NORTH_EAST, SOUTH_EAST -> 1;
            case CENTER, NORTH, SOUTH, FOCAL_POINT, SMART -> 0;
        };
        int down = switch (gravity.type()) {
            case NORTH, NORTH_EAST, NORTH_WEST -> -1;
            case SOUTH, SOUTH_EAST, SOUTH_WEST -> 1;
            case CENTER, EAST, WEST, FOCAL_POINT, SMART -> 0;
        };
        return new Compass(gravity.type(), across, down, gravity.x(), gravity.y());
    }

    /** With the axes exchanged. */
    Compass exchanged() {
        return new Compass(type, down, across, y, x);
    }

    /** With left and right, or top and bottom, exchanged. */
    Compass mirrored(boolean horizontally, boolean vertically) {
        return new Compass(
                type,
                horizontally ? -across : across,
                vertically ? -down : down,
                horizontally ? mirrored(across, x) : x,
                vertically ? mirrored(down, y) : y);
    }

    private double mirrored(int edge, double value) {
        if (type == Type.FOCAL_POINT) {
            return 1 - value;
        }
        return edge == 0 ? -value : value;
    }

    Gravity gravity() {
        boolean compass = type != Type.FOCAL_POINT && type != Type.SMART;
        return new Gravity(compass ? TYPES[down + 1][across + 1] : type, x, y);
    }
}
