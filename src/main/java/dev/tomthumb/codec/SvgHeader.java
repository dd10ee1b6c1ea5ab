package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The size an SVG wants to be shown at: width and height of its root element, where one is missing or a percentage that
 * of its view box (SVG 2, section 8.2), and 300x150 if that is missing too (CSS 2.1, section 10.3.2).
 */
final class SvgHeader {
    private static final Pattern LENGTH =
            Pattern.compile("([+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?)\\s*([a-zA-Z]*)");
    /** libvips' resolution for lengths that are not in pixels. */
    private static final double DOTS_PER_INCH = 72;

    private static final double FONT_SIZE = 16;
    private static final Size USUAL = new Size(300, 150);

    private SvgHeader() {}

    /**
     * Reads the root element of {@code file}.
     *
     * @throws ImageException {@code BROKEN_IMAGE} if there is no such element, or the XML before it is wrong
     */
    static ImageHeader read(byte[] file) throws ImageException {
        try {
            XMLStreamReader reader = SvgXml.reader(file);
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                // What stands before the root element says nothing about the size.
            }
            if (!reader.getLocalName().equals("svg")) {
                throw SvgXml.damaged("its root element is not svg");
            }
            return header(size(reader));
        } catch (XMLStreamException | RuntimeException e) {
            throw SvgXml.broken(e);
        }
    }

    private static ImageHeader header(Size size) {
        return new ImageHeader(ImageFormat.SVG, size, ExifOrientation.UPRIGHT, 1, true, 8, Optional.empty());
    }

    private static Size size(XMLStreamReader root) {
        OptionalDouble width = length(root.getAttributeValue(null, "width"));
        OptionalDouble height = length(root.getAttributeValue(null, "height"));
        double[] box = viewBox(root.getAttributeValue(null, "viewBox"));
        if (width.isPresent() && height.isPresent()) {
            return size(width.getAsDouble(), height.getAsDouble());
        }
        if (box.length == 0) {
            return size(width.orElse(USUAL.width()), height.orElse(USUAL.height()));
        }
        if (width.isPresent()) {
            return size(width.getAsDouble(), width.getAsDouble() * box[1] / box[0]);
        }
        return height.isPresent()
                ? size(height.getAsDouble() * box[0] / box[1], height.getAsDouble())
                : size(box[0], box[1]);
    }

    /** A side beyond what an int holds becomes the largest: the drawing is scaled anyway. */
    private static Size size(double width, double height) {
        return new Size(side(width), side(height));
    }

    private static int side(double length) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.rint(length)));
    }

    private static OptionalDouble length(@Nullable String text) {
        Matcher matcher = LENGTH.matcher(text == null ? "" : text.strip());
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        double pixels = Double.parseDouble(matcher.group(1)) * unit(matcher.group(2));
        return pixels > 0 ? OptionalDouble.of(pixels) : OptionalDouble.empty();
    }

    private static double unit(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "px" -> 1;
            case "in" -> DOTS_PER_INCH;
            case "pt" -> DOTS_PER_INCH / 72;
            case "pc" -> DOTS_PER_INCH / 6;
            case "cm" -> DOTS_PER_INCH / 2.54;
            case "mm" -> DOTS_PER_INCH / 25.4;
            case "em" -> FONT_SIZE;
            case "ex" -> FONT_SIZE / 2;
            default -> 0;
        };
    }

    /** Width and height; nothing if they are missing or not above 0. */
    private static double[] viewBox(@Nullable String text) {
        String[] numbers = text == null ? new String[0] : text.strip().split("[\\s,]+");
        if (numbers.length != 4) {
            return new double[0];
        }
        try {
            double width = Double.parseDouble(numbers[2]);
            double height = Double.parseDouble(numbers[3]);
            return width > 0 && height > 0 && width < 1e12 && height < 1e12
                    ? new double[] {width, height}
                    : new double[0];
        } catch (NumberFormatException none) {
            return new double[0];
        }
    }
}
