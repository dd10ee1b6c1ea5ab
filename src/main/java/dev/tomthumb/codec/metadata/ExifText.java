package dev.tomthumb.codec.metadata;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the values of EXIF tags say, in words. */
final class ExifText {
    private static final int BYTE = 1;
    private static final int TEXT = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int UNDEFINED = 7;
    private static final int SIGNED_LONG = 9;
    private static final int SIGNED_RATIONAL = 10;
    private static final int EXPOSURE_TIME = 0x829a;
    private static final int F_NUMBER = 0x829d;
    private static final int FOCAL_LENGTH = 0x920a;
    private static final int APERTURE = 0x9202;
    private static final int MAX_APERTURE = 0x9205;
    private static final int EXIF_VERSION = 0x9000;
    private static final int FLASHPIX_VERSION = 0xa000;
    /** Longer lists of numbers are tables, not values. */
    private static final int MAX_NUMBERS = 16;

    private static final int MAX_CHARACTERS = 4096;

    /** Adds what has a name and can be said. */
    void add(Map<Integer, ExifBlock.Value> directory, Map<Integer, String> names, Map<String, Object> values) {
        directory.forEach((tag, value) -> {
            String name = names.get(tag);
            if (name != null) {
                try {
                    String text = text(tag, value);
                    if (!text.isEmpty()) {
                        values.putIfAbsent(name, text);
                    }
                } catch (ImageException impossible) {
                    // Values lie in the block: that was seen to when they were found.
                }
            }
        });
    }

    private static String text(int tag, ExifBlock.Value value) throws ImageException {
        ByteReader bytes = value.bytes();
        if (value.type() == TEXT || tag == EXIF_VERSION || tag == FLASHPIX_VERSION) {
            return cut(IptcText.text(bytes.bytes(0, Math.min(MAX_CHARACTERS, bytes.length()))));
        }
        if (tag >= 0x9c9b && tag <= 0x9c9f) {
            int length = Math.min(MAX_CHARACTERS, bytes.length());
            return cut(new String(bytes.bytes(0, length), java.nio.charset.StandardCharsets.UTF_16LE));
        }
        if (value.type() == UNDEFINED && value.count() != 1 || value.count() > MAX_NUMBERS) {
            return "";
        }
        String word = value.count() == 1 ? ExifNames.word(tag, number(value, 0)) : "";
        return word.isEmpty() ? numbers(tag, value) : word;
    }

    private static String cut(String text) {
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    private static String numbers(int tag, ExifBlock.Value value) throws ImageException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < value.count(); i++) {
            double number = number(value, i);
            if (Double.isNaN(number)) {
                return "";
            }
            texts.add(said(tag, number));
        }
        return String.join(", ", texts);
    }

    private static String said(int tag, double number) {
        return switch (tag) {
            case EXPOSURE_TIME ->
                number > 0 && number < 0.5 ? "1/" + Math.round(1 / number) + " sec." : plain(number) + " sec.";
            case F_NUMBER -> "f/" + fixed(number);
            case APERTURE, MAX_APERTURE ->
                String.format(Locale.ROOT, "%.2f EV (f/%s)", number, fixed(Math.pow(2, number / 2)));
            case FOCAL_LENGTH -> fixed(number) + " mm";
            default -> plain(number);
        };
    }

    private static String fixed(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : String.format(Locale.ROOT, "%.6f", number).replaceAll("0+$", "");
    }

    /** NaN for what is no number, and for a fraction of nothing. */
    private static double number(ExifBlock.Value value, int index) throws ImageException {
        ByteReader bytes = value.bytes();
        return switch (value.type()) {
            case BYTE, UNDEFINED -> bytes.u8(index);
            case SHORT -> bytes.u16(2L * index);
            case LONG -> bytes.u32(4L * index);
            case SIGNED_LONG -> (int) bytes.u32(4L * index);
            case RATIONAL -> fraction(bytes.u32(8L * index), bytes.u32(8L * index + 4));
            case SIGNED_RATIONAL -> fraction((int) bytes.u32(8L * index), (int) bytes.u32(8L * index + 4));
            default -> Double.NaN;
        };
    }

    private static double fraction(double over, double under) {
        return under == 0 ? Double.NaN : over / under;
    }
}
