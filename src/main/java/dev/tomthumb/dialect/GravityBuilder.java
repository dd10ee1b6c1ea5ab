package dev.tomthumb.dialect;

import dev.tomthumb.model.Gravity;
import java.util.Optional;
import java.util.OptionalDouble;

/** Collects a gravity; an offset that is not given stays what it was. */
final class GravityBuilder {
    private Gravity.Type type = Gravity.Type.CENTER;
    private double x;
    private double y;
    private Optional<Gravity.Type> word = Optional.empty();
    private OptionalDouble focalX = OptionalDouble.empty();
    private OptionalDouble focalY = OptionalDouble.empty();

    /** Smart gravity has no offsets, and takes away those of before. */
    void type(Gravity.Type value) {
        type = value;
        if (value == Gravity.Type.SMART) {
            x = 0;
            y = 0;
        }
    }

    void x(double value) {
        x = value;
    }

    void y(double value) {
        y = value;
    }

    /** The query language's gravity, which is put together from three parameters in any order. */
    void word(Gravity.Type value) {
        word = Optional.of(value);
    }

    void focalX(double value) {
        focalX = OptionalDouble.of(value);
    }

    void focalY(double value) {
        focalY = OptionalDouble.of(value);
    }

    Gravity gravity() {
        boolean focal = focalX.isPresent() || focalY.isPresent();
        if (word.isPresent() && word.get() != Gravity.Type.FOCAL_POINT) {
            return new Gravity(word.get(), 0, 0);
        }
        if (word.isPresent() || focal) {
            return new Gravity(Gravity.Type.FOCAL_POINT, focalX.orElse(0.5), focalY.orElse(0.5));
        }
        return new Gravity(type, x, y);
    }
}
