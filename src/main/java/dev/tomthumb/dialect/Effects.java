package dev.tomthumb.dialect;

import dev.tomthumb.model.Color;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Resize;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The shapes that imgproxy's arguments come in. */
final class Effects {
    private static final Map<String, Gravity.Type> GRAVITIES = gravities();
    private static final int LONGEST_FILENAME = 255;

    private Effects() {}

    /** One argument that must be there. */
    static <T> Option.Effect one(Reader<T> reader, BiConsumer<RequestBuilder, T> set) {
        return (arguments, to) -> {
            arguments.refuseMoreThan(1);
            set.accept(to, arguments.read(0, reader));
        };
    }

    /** One argument; an empty one says "not set". */
    static <T> Option.Effect oneOrUnset(Reader<T> reader, BiConsumer<RequestBuilder, Optional<T>> set) {
        return (arguments, to) -> {
            arguments.refuseMoreThan(1);
            set.accept(to, arguments.given(0) ? Optional.of(arguments.read(0, reader)) : Optional.empty());
        };
    }

    /** Several arguments by position; an empty or missing one leaves what was said before. */
    static Option.Effect each(List<Slot<?>> slots) {
        return (arguments, to) -> {
            arguments.refuseMoreThan(slots.size());
            for (int i = 0; i < slots.size(); i++) {
                slots.get(i).apply(arguments, i, to);
            }
        };
    }

    /**
     * As {@link #each}, followed by extend's gravity: read, so that a mistake in it is found, and without effect as
     * long as nothing can be extended.
     */
    static Option.Effect eachThenUnusedGravity(List<Slot<?>> slots) {
        Option.Effect unused = gravity();
        return (arguments, to) -> {
            arguments.refuseMoreThan(slots.size() + 3);
            for (int i = 0; i < slots.size(); i++) {
                slots.get(i).apply(arguments, i, to);
            }
            Arguments tail = arguments.from(slots.size());
            if (tail.given(0)) {
                unused.apply(tail, new RequestBuilder());
            }
        };
    }

    /** {@code type[:x[:y]]}; a focal point takes exactly two numbers from 0 to 1. */
    static Option.Effect gravity() {
        Reader<Gravity.Type> types = Readers.oneOf(GRAVITIES);
        return (arguments, to) -> {
            arguments.refuseMoreThan(3);
            Gravity.Type type = arguments.read(0, "type", types);
            boolean focal = type == Gravity.Type.FOCAL_POINT;
            if (focal && arguments.count() != 3) {
                throw arguments.refusal(
                        String.join(":", arguments.texts()), "", "fp:x:y, where x and y are numbers from 0 to 1");
            }
            to.gravity(type);
            Reader<Double> numbers = focal ? Readers.decimal(0, 1) : Readers.anyDecimal();
            if (focal || arguments.given(1)) {
                to.gravityX(arguments.read(1, "x", numbers));
            }
            if (focal || arguments.given(2)) {
                to.gravityY(arguments.read(2, "y", numbers));
            }
        };
    }

    /** {@code R:G:B}, or hexadecimal digits; empty takes the background away. */
    static Option.Effect background() {
        Reader<Color> hex = Readers.hexColor();
        Reader<Integer> channel = Readers.whole(0, 255);
        return (arguments, to) -> {
            arguments.refuseMoreThan(3);
            switch (arguments.count()) {
                case 1 -> to.background(arguments.given(0) ? Optional.of(arguments.read(0, hex)) : Optional.empty());
                case 3 ->
                    to.background(Optional.of(new Color(
                            arguments.read(0, "red", channel),
                            arguments.read(1, "green", channel),
                            arguments.read(2, "blue", channel))));
                default ->
                    throw arguments.refusal(String.join(":", arguments.texts()), "", "R:G:B, or " + hex.accepted());
            }
        };
    }

    /** {@code name[:encoded]}: the name is base64url when {@code encoded} is true. */
    static Option.Effect filename() {
        Reader<Optional<String>> plain = Readers.text(LONGEST_FILENAME);
        Reader<Optional<String>> encoded = new Reader<>(
                "base64url of UTF-8 " + plain.accepted().substring("a ".length()),
                text -> base64(text).flatMap(plain::read));
        Reader<Boolean> flag = Readers.flag();
        return (arguments, to) -> {
            arguments.refuseMoreThan(2);
            boolean isEncoded = arguments.given(1) && arguments.read(1, flag);
            to.filename(arguments.read(0, isEncoded ? encoded : plain));
        };
    }

    private static Optional<String> base64(String text) {
        try {
            return UrlText.utf8(Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** imgproxy's resizing types. */
    static Reader<Resize.Mode> mode() {
        Map<String, Resize.Mode> modes = new LinkedHashMap<>();
        for (Resize.Mode mode : Resize.Mode.values()) {
            modes.put(mode.token(), mode);
        }
        return Readers.oneOf(modes);
    }

    private static Map<String, Gravity.Type> gravities() {
        Map<String, Gravity.Type> types = new LinkedHashMap<>();
        for (Gravity.Type type : Gravity.Type.values()) {
            types.put(type.token(), type);
        }
        return types;
    }

    /**
     * One of several arguments.
     *
     * @param what its name, for the refusal
     */
    record Slot<T>(String what, Reader<T> reader, BiConsumer<RequestBuilder, T> set) {
        void apply(Arguments arguments, int index, RequestBuilder to) throws ImageException {
            if (arguments.given(index)) {
                set.accept(to, arguments.read(index, what, reader));
            }
        }
    }
}
