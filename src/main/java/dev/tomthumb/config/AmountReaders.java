package dev.tomthumb.config;

import static dev.tomthumb.config.UnreadableException.about;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with a unit: bytes, durations, megapixels. */
final class AmountReaders {
    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)\\s*([a-z]*)");
    private static final Map<String, Long> BYTES = Map.ofEntries(
            Map.entry("", 1L),
            Map.entry("b", 1L),
            Map.entry("kb", 1L << 10),
            Map.entry("kib", 1L << 10),
            Map.entry("mb", 1L << 20),
            Map.entry("mib", 1L << 20),
            Map.entry("gb", 1L << 30),
            Map.entry("gib", 1L << 30));
    private static final Map<String, Long> MILLISECONDS =
            Map.of("ms", 1L, "", 1000L, "s", 1000L, "m", 60_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private AmountReaders() {}

    /** Bytes; 1 kB is 1024 of them, as in {@code ehcache.xml}. */
    static SettingReader<Long> bytes(String min, String max) {
        long least = fixedBytes(min);
        long most = fixedBytes(max);
        return SettingReader.of(
                "bytes, or a number with `kB`, `MB` or `GB` (1 kB = 1024 bytes), from " + min + " to " + max, text -> {
                    long value = units(text, BYTES, "is not a size").longValueExact();
                    requireWithin(text, value, least, min, most, max);
                    return value;
                });
    }

    /** A duration; a number without unit counts seconds, as imgproxy's do. */
    static SettingReader<Duration> duration(String min, String max) {
        long least = fixedMilliseconds(min);
        long most = fixedMilliseconds(max);
        return SettingReader.of(
                "seconds, or a number with `ms`, `s`, `min`, `h` or `d`, from " + min + " to " + max, text -> {
                    long value = units(text, MILLISECONDS, "is not a duration").longValueExact();
                    requireWithin(text, value, least, min, most, max);
                    return Duration.ofMillis(value);
                });
    }

    /** Megapixels as text, pixels as value: {@code 50} is 50 000 000. */
    static SettingReader<Long> megapixels(int max) {
        return SettingReader.of("megapixels, e.g. `50` or `16.8`, up to " + max, text -> {
            long pixels = units(text, Map.of("", 1_000_000L), "is not a number of megapixels")
                    .longValueExact();
            requireWithin(text, pixels, 1, "one pixel", max * 1_000_000L, Integer.toString(max));
            return pixels;
        });
    }

    /** A plain number. */
    static SettingReader<Double> decimal(String min, String max) {
        BigDecimal least = new BigDecimal(min);
        BigDecimal most = new BigDecimal(max);
        return SettingReader.of("a number from " + min + " to " + max, text -> {
            if (!text.matches("[0-9]{1,15}(\\.[0-9]{1,9})?")) {
                throw about(text, "is not a number");
            }
            BigDecimal value = new BigDecimal(text);
            if (value.compareTo(least) < 0) {
                throw about(text, "is less than " + min);
            }
            if (value.compareTo(most) > 0) {
                throw about(text, "is more than " + max);
            }
            return value.doubleValue();
        });
    }

    private static void requireWithin(String text, long value, long min, String least, long max, String most)
            throws UnreadableException {
        if (value < min) {
            throw about(text, "is less than " + least);
        }
        if (value > max) {
            throw about(text, "is more than " + most);
        }
    }

    /** The amount in the base unit, rounded down to a whole one. Fifteen digits times a day fit a BigInteger easily. */
    private static java.math.BigInteger units(String text, Map<String, Long> units, String otherwise)
            throws UnreadableException {
        Matcher matcher = AMOUNT.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw about(text, otherwise);
        }
        Long unit = units.get(matcher.group(2));
        if (unit == null) {
            throw about(text, otherwise);
        }
        return new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(unit))
                .setScale(0, RoundingMode.DOWN)
                .toBigInteger()
                .min(java.math.BigInteger.valueOf(Long.MAX_VALUE));
    }

    private static long fixedBytes(String text) {
        return fixed(text, BYTES);
    }

    private static long fixedMilliseconds(String text) {
        return fixed(text, MILLISECONDS);
    }

    private static long fixed(String text, Map<String, Long> units) {
        try {
            return units(text, units, "").longValueExact();
        } catch (UnreadableException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
