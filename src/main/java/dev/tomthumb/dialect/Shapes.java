package dev.tomthumb.dialect;

import dev.tomthumb.model.Color;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The shapes that imgproxy's arguments come in. */
final class Shapes {
    private static final Set<String> DETECTING = Set.of("obj", "objw");

    private Shapes() {}

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

    /** A switch, in place of what the server is configured to. */
    static Option.Effect ownSwitch(BiConsumer<RequestBuilder, Optional<Boolean>> set) {
        return one(Readers.flag(), (to, value) -> set.accept(to, Optional.of(value)));
    }

    /** Several arguments by position; an empty or missing one leaves what was said before. */
    static Option.Effect each(Slot<?>... slots) {
        return eachThen(List.of(slots), 0, (arguments, to) -> {});
    }

    /**
     * As {@link #each}, followed by an option's own arguments.
     *
     * @param tail how many these are at most; asked only when the first of them is not empty
     */
    static Option.Effect eachThen(List<Slot<?>> slots, int tail, Option.Effect then) {
        return (arguments, to) -> {
            arguments.refuseMoreThan(slots.size() + tail);
            for (int i = 0; i < slots.size(); i++) {
                slots.get(i).apply(arguments, i, to);
            }
            if (arguments.given(slots.size())) {
                then.apply(arguments.from(slots.size()), to);
            }
        };
    }

    /** {@code first} must be there, what follows may be left out. */
    static Option.Effect firstThen(Slot<?> first, Slot<?>... others) {
        List<Slot<?>> slots = new ArrayList<>(List.of(others));
        slots.add(0, first);
        Option.Effect each = eachThen(slots, 0, (arguments, to) -> {});
        return (arguments, to) -> {
            arguments.refuseMoreThan(slots.size());
            first.require(arguments);
            each.apply(arguments, to);
        };
    }

    /** {@code type[:x[:y]]}; a focal point takes exactly two numbers from 0 to 1, smart gravity takes none. */
    static Option.Effect gravity(Function<RequestBuilder, GravityBuilder> where) {
        Reader<Gravity.Type> types = Readers.oneOf(gravities(true));
        return gravity(types, where);
    }

    /** As {@link #gravity(Function)}, without smart gravity: there is nothing to choose from. */
    static Option.Effect placing(Function<RequestBuilder, GravityBuilder> where) {
        return gravity(Readers.oneOf(gravities(false)), where);
    }

    private static Option.Effect gravity(Reader<Gravity.Type> types, Function<RequestBuilder, GravityBuilder> where) {
        return (arguments, to) -> {
            if (DETECTING.contains(arguments.text(0))) {
                throw new ImageException(
                        Problem.UNKNOWN_OPTION,
                        "The gravity " + UrlText.quoted(arguments.text(0)) + " is not available here: "
                                + AbsentRows.DETECTION + ".");
            }
            arguments.refuseMoreThan(3);
            place(arguments, arguments.read(0, "type", types), where.apply(to));
        };
    }

    private static void place(Arguments arguments, Gravity.Type type, GravityBuilder gravity) throws ImageException {
        boolean focal = type == Gravity.Type.FOCAL_POINT;
        if (focal && arguments.count() != 3) {
            throw arguments.refusal(arguments.joined(), "", "fp:x:y, where x and y are numbers from 0 to 1");
        }
        if (type == Gravity.Type.SMART && (arguments.given(1) || arguments.given(2))) {
            throw arguments.refusal(arguments.joined(), "", "sm without offsets");
        }
        Reader<Double> numbers = focal ? Readers.decimal(0, 1) : Readers.anyDecimal();
        gravity.type(type);
        if (focal || arguments.given(1)) {
            gravity.x(arguments.read(1, "x", numbers));
        }
        if (focal || arguments.given(2)) {
            gravity.y(arguments.read(2, "y", numbers));
        }
    }

    private static Map<String, Gravity.Type> gravities(boolean smart) {
        Map<String, Gravity.Type> types = new LinkedHashMap<>();
        for (Gravity.Type type : Gravity.Type.values()) {
            if (smart || type != Gravity.Type.SMART) {
                types.put(type.token(), type);
            }
        }
        return types;
    }

    /** {@code R:G:B}, or hexadecimal digits; empty says "none". */
    static Option.Effect color(BiConsumer<RequestBuilder, Optional<Color>> set) {
        Reader<Color> hex = Readers.hexColor();
        Reader<Integer> channel = Readers.whole(0, 255);
        return (arguments, to) -> {
            arguments.refuseMoreThan(3);
            switch (arguments.count()) {
                case 1 -> set.accept(to, arguments.given(0) ? Optional.of(arguments.read(0, hex)) : Optional.empty());
                case 3 ->
                    set.accept(
                            to,
                            Optional.of(new Color(
                                    arguments.read(0, "red", channel),
                                    arguments.read(1, "green", channel),
                                    arguments.read(2, "blue", channel))));
                default -> throw arguments.refusal(arguments.joined(), "", "R:G:B, or " + hex.accepted());
            }
        };
    }

    /** An option that loosens or tightens a limit: only where the operator lets URLs do so. */
    static Option.Effect security(Option.Effect effect) {
        return (arguments, to) -> {
            if (!to.rules().security()) {
                throw new ImageException(
                        Problem.OPTION_FORBIDDEN,
                        arguments.named() + " sets a limit, which URLs may not do here; the setting"
                                + " tomthumb.img.allow-security-options lets them.");
            }
            effect.apply(arguments, to);
        };
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

        /** Refuses when the first argument is missing. */
        void require(Arguments arguments) throws ImageException {
            arguments.read(0, what, reader);
        }
    }

    /** A slot for a switch. */
    static Slot<Boolean> flag(String what, BiConsumer<RequestBuilder, Boolean> set) {
        return new Slot<>(what, Readers.flag(), set);
    }

    /** Words for the constants of an enumeration, in their order. */
    static <E extends Enum<E>> Reader<E> words(Class<E> type, Function<E, String> token) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            words.put(token.apply(constant), constant);
        }
        return Readers.oneOf(words);
    }
}
