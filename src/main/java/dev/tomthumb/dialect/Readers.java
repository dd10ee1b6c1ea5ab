package dev.tomthumb.dialect;

import dev.tomthumb.model.Color;
import dev.tomthumb.model.ImageFormat;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The kinds of values there are in URLs, after imgproxy's grammar (features, section 2): whole numbers are an optional
 * sign and ASCII digits, decimals the usual point and exponent forms. Unlike Go's parser, NaN, infinities, hexadecimal
 * and underscores are refused.
 */
final class Readers {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]++");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");
    private static final Pattern HEX_COLOR = Pattern.compile("[0-9a-fA-F]{3}|[0-9a-fA-F]{6}");
    private static final List<String> TRUE = List.of("1", "t", "T", "TRUE", "true", "True");
    /** As many as surely fit into a long, leading zeros not counted. */
    private static final int MOST_DIGITS = 18;

    /** 9999-12-31T23:59:59Z: the last second that an HTTP date can say. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private static final int MOST_DEGREES = 360_000;

    private Readers() {}

    static Reader<Integer> whole(int least, int most) {
        return new Reader<>(
                "a whole number from " + least + " to " + most,
                text -> whole(text, least, most).map(Long::intValue));
    }

    /** As {@link #whole}, where 0 says "not set". */
    static Reader<OptionalInt> wholeOrUnset(int most) {
        return new Reader<>(
                "a whole number from 0 to " + most,
                text -> whole(text, 0, most)
                        .map(value -> value == 0 ? OptionalInt.empty() : OptionalInt.of(value.intValue())));
    }

    /** As {@link #wholeOrUnset}, for numbers beyond an int. */
    static Reader<OptionalLong> longOrUnset() {
        return new Reader<>(
                "a whole number from 0 on",
                text -> whole(text, 0, Long.MAX_VALUE)
                        .map(value -> value == 0 ? OptionalLong.empty() : OptionalLong.of(value)));
    }

    /** A number of which 0 says "not set". */
    static Reader<OptionalDouble> decimalOrUnset(double most) {
        return new Reader<>(
                "a number from 0 to " + Numbers.text(most),
                text -> decimal(text)
                        .filter(value -> value >= 0 && value <= most)
                        .map(value -> value == 0 ? OptionalDouble.empty() : OptionalDouble.of(value)));
    }

    static Reader<Optional<Instant>> expiry() {
        return new Reader<>(
                "Unix seconds, a whole number from 0 (never) to " + LAST_SECOND,
                text -> whole(text, 0, LAST_SECOND)
                        .map(value -> value == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(value))));
    }

    static Reader<Double> decimal(double least, double most) {
        return new Reader<>(
                "a number from " + Numbers.text(least) + " to " + Numbers.text(most),
                text -> decimal(text).filter(value -> value >= least && value <= most));
    }

    static Reader<Double> positive() {
        return new Reader<>("a number greater than 0", text -> decimal(text).filter(value -> value > 0));
    }

    static Reader<Double> fromZero() {
        return new Reader<>("a number from 0 on", text -> decimal(text).filter(value -> value >= 0));
    }

    static Reader<Double> anyDecimal() {
        return new Reader<>("a number", Readers::decimal);
    }

    /** imgproxy's booleans: what is not true is false, whatever it says. */
    static Reader<Boolean> flag() {
        return new Reader<>("1, t or true; everything else means no", text -> Optional.of(TRUE.contains(text)));
    }

    static Reader<Color> hexColor() {
        return new Reader<>(
                "3 or 6 hexadecimal digits",
                text -> HEX_COLOR.matcher(text).matches() ? Optional.of(color(text)) : Optional.empty());
    }

    private static Color color(String hex) {
        int size = hex.length() / 3;
        return new Color(channel(hex, 0, size), channel(hex, 1, size), channel(hex, 2, size));
    }

    private static int channel(String hex, int index, int size) {
        int value = Integer.parseInt(hex.substring(index * size, (index + 1) * size), 16);
        return size == 1 ? value * 17 : value;
    }

    /** The names of formats, without "one of". */
    private static String formatNames() {
        return Arrays.stream(ImageFormat.values())
                .flatMap(format -> format.names().stream())
                .collect(Collectors.joining(", "));
    }

    static Reader<ImageFormat> format() {
        return new Reader<>("one of " + formatNames(), ImageFormat::named);
    }

    /** A format, or the one that suits the picture best. */
    static Reader<AskedFormat> askedFormat() {
        return new Reader<>("one of " + formatNames() + ", " + AskedFormat.BEST, AskedFormat::named);
    }

    /** Bytes as base64url (RFC 4648, section 5), padded or not, of UTF-8 text. */
    static Reader<String> base64(int most) {
        return new Reader<>(
                "base64url of UTF-8 text of at most " + most + " characters",
                text -> base64Decoded(text).filter(decoded -> decoded.length() <= most));
    }

    private static Optional<String> base64Decoded(String text) {
        return UrlText.base64(text).flatMap(UrlText::utf8);
    }

    /** A multiple of 90 degrees, brought to 0, 90, 180 or 270. */
    static Reader<Integer> quarterTurns() {
        return new Reader<>(
                "a multiple of 90",
                text -> whole(text, -MOST_DEGREES, MOST_DEGREES)
                        .filter(degrees -> degrees % 90 == 0)
                        .map(degrees -> Math.floorMod(degrees, 360)));
    }

    /** Degrees, brought to 0 &le; angle &lt; 360. */
    static Reader<Double> degrees() {
        return new Reader<>("a number of degrees", text -> decimal(text).map(Readers::turned));
    }

    /** A tiny negative angle rounds up to a whole turn, which is none. */
    private static double turned(double degrees) {
        double angle = degrees % 360;
        double positive = angle < 0 ? angle + 360 : angle + 0.0;
        return positive < 360 ? positive : 0;
    }

    /** Where something becomes full, clockwise from the bottom: imgproxy's words or degrees. */
    static Reader<Double> direction() {
        Map<String, Double> words = Map.of("down", 0.0, "left", 90.0, "up", 180.0, "right", 270.0);
        return new Reader<>(
                "down, up, right, left or a number of degrees",
                text -> Optional.ofNullable(words.get(text)).or(() -> degrees().read(text)));
    }

    /** A text of the form {@code pattern}. */
    static Reader<String> matching(String accepted, String pattern) {
        Pattern form = Pattern.compile(pattern);
        return new Reader<>(accepted, text -> form.matcher(text).matches() ? Optional.of(text) : Optional.empty());
    }

    /** @param words in the order in which they are named to the reader */
    static <T> Reader<T> oneOf(Map<String, T> words) {
        return new Reader<>(
                "one of " + String.join(", ", words.keySet()), text -> Optional.ofNullable(words.get(text)));
    }

    /** Free text; an empty one says "not set". */
    static Reader<Optional<String>> text(int most) {
        return new Reader<>(
                "a text of at most " + most + " characters, without control characters",
                text -> text.length() > most || UrlText.hasControls(text)
                        ? Optional.empty()
                        : Optional.of(Optional.of(text).filter(given -> !given.isEmpty())));
    }

    private static Optional<Long> whole(String text, long least, long most) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        boolean signed = text.charAt(0) == '-' || text.charAt(0) == '+';
        int digits = signed ? 1 : 0;
        while (digits < text.length() - 1 && text.charAt(digits) == '0') {
            digits++;
        }
        if (text.length() - digits > MOST_DIGITS) {
            return Optional.empty();
        }
        long magnitude = Long.parseLong(text.substring(digits));
        long value = text.charAt(0) == '-' ? -magnitude : magnitude;
        return value < least || value > most ? Optional.empty() : Optional.of(value);
    }

    private static Optional<Double> decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(text);
        // Adding 0.0 turns -0.0 into 0.0: they are one meaning and must be one value.
        return Double.isFinite(value) ? Optional.of(value + 0.0) : Optional.empty();
    }
}
