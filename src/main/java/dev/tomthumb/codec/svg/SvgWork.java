package dev.tomthumb.codec.svg;

import dev.tomthumb.codec.SvgXml;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * How much an SVG draws, from its text. An element that is used ten times in one that is used ten times is drawn a hundred
 * times: a few lines can stand for more work than there is time in the world, so it is counted before anything is drawn.
 *
 * <p>Counted are elements, each as often as it is referred to, and apart from them the pictures in the picture: groups,
 * masks and filters that are drawn by themselves, in a buffer as large as all of it, before they are put in.
 */
final class SvgWork {
    private static final double MOST_ELEMENTS = 200_000;
    /** Samples in such buffers: about what one core fills in ten seconds. */
    private static final double MOST_BUFFERED = 4e9;

    private static final double FILTER_BUFFERS = 10;
    /** Numbers in a path that take as long as another element. */
    private static final double NUMBERS_PER_ELEMENT = 40;

    private static final double DASHES_PER_ELEMENT = 100;

    private static final Pattern REFERENCE = Pattern.compile("url\\(\\s*[\"']?\\s*#([^)\"']+)[\"']?\\s*\\)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+\\.?[0-9]*(?:[eE][+-]?[0-9]+)?|\\.[0-9]+");
    private static final Pattern DASHES = Pattern.compile("stroke-dasharray\\s*:?\\s*([^;}\"]*)");
    private static final Set<String> OUTLINES = Set.of("d", "points", "x1", "x2", "y1", "y2", "width", "height", "r");

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private double shortestDash = Double.POSITIVE_INFINITY;

    private SvgWork() {}

    /** An element: its own work, and what else is drawn with it. */
    private static final class Node {
        private final List<Integer> children = new ArrayList<>();
        private final List<String> references = new ArrayList<>();
        private double own = 1;
        private double outline;
        private double copies = 1;
        private double buffers;
        private double elements = -1;
        private double buffered;
        private boolean open;
    }

    /**
     * Counts.
     *
     * @param file a sanitised file
     * @param pixels of the picture that is to be drawn
     * @throws ImageException {@code UNSUPPORTED_INPUT} if it is too much; {@code BROKEN_IMAGE} if it refers to itself
     */
    static void requireLittle(byte[] file, long pixels) throws ImageException {
        SvgWork work = new SvgWork();
        try {
            work.read(SvgXml.reader(file));
        } catch (XMLStreamException | RuntimeException e) {
            throw SvgXml.broken(e);
        }
        Node root = work.weighed(0);
        if (root.elements > MOST_ELEMENTS) {
            throw tooMuch("it draws more than " + (long) MOST_ELEMENTS + " elements");
        }
        if (root.buffered * pixels > MOST_BUFFERED) {
            throw tooMuch("it has too many filters, masks and groups for a picture of " + pixels + " pixels");
        }
    }

    private static ImageException tooMuch(String why) {
        return new ImageException(
                Problem.UNSUPPORTED_INPUT, "The original is an SVG that is not drawn here: " + why + ".");
    }

    private void read(XMLStreamReader in) throws XMLStreamException {
        List<Integer> path = new ArrayList<>();
        while (in.hasNext()) {
            int event = in.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                int index = nodes.size();
                if (!path.isEmpty()) {
                    nodes.get(path.get(path.size() - 1)).children.add(index);
                }
                nodes.add(node(in, index));
                path.add(index);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                path.remove(path.size() - 1);
            } else if (event == XMLStreamConstants.CHARACTERS && !path.isEmpty()) {
                text(nodes.get(path.get(path.size() - 1)), in.getText());
            }
        }
    }

    private Node node(XMLStreamReader in, int index) {
        Node node = new Node();
        for (int i = 0; i < in.getAttributeCount(); i++) {
            attribute(node, index, in.getLocalName(), in.getAttributeLocalName(i), in.getAttributeValue(i));
        }
        return node;
    }

    private void attribute(Node node, int index, String element, String name, String value) {
        if (name.equals("id")) {
            ids.putIfAbsent(value, index);
        } else if (name.equals("href") && value.startsWith("#")) {
            node.references.add(value.substring(1));
        } else if (OUTLINES.contains(name)) {
            outline(node, value);
        } else {
            property(node, element, name.toLowerCase(Locale.ROOT), value);
        }
    }

    /** A presentation attribute, or all of them in a style attribute. */
    private void property(Node node, String element, String name, String value) {
        Matcher reference = REFERENCE.matcher(value);
        boolean refers = false;
        while (reference.find()) {
            node.references.add(reference.group(1).strip());
            refers = true;
        }
        boolean style = name.equals("style");
        if (refers && (name.startsWith("marker") || style && value.contains("marker"))) {
            // One on every corner; counted once the outline is known.
            node.copies = -1;
        }
        if (refers && (name.equals("filter") || style && value.contains("filter"))) {
            node.buffers += FILTER_BUFFERS;
        } else if (refers
                || name.equals("opacity")
                || name.equals("mix-blend-mode")
                || name.equals("isolation")
                || style && (value.contains("opacity") || value.contains("mix-blend") || value.contains("isolation"))) {
            node.buffers += element.equals("stop") ? 0 : 1;
        }
        if (name.equals("stroke-dasharray")) {
            dashes(value);
        } else if (style) {
            dashesIn(value);
        }
    }

    private void text(Node node, String text) {
        node.own += text.length() / NUMBERS_PER_ELEMENT;
        if (text.contains("stroke-dasharray")) {
            dashesIn(text);
        }
    }

    private void dashesIn(String css) {
        Matcher matcher = DASHES.matcher(css);
        while (matcher.find()) {
            dashes(matcher.group(1));
        }
    }

    private void dashes(String value) {
        Matcher number = NUMBER.matcher(value);
        double sum = 0;
        while (number.find()) {
            sum += Double.parseDouble(number.group());
        }
        if (sum > 0) {
            shortestDash = Math.min(shortestDash, sum);
        }
    }

    /** No outline is longer than twice all its numbers. */
    private static void outline(Node node, String value) {
        Matcher number = NUMBER.matcher(value);
        int count = 0;
        while (number.find()) {
            node.outline += 2 * Double.parseDouble(number.group());
            count++;
        }
        node.own += count / NUMBERS_PER_ELEMENT;
    }

    /** Recursion goes no deeper than elements lie in and refer to each other; both are bounded or refused. */
    private Node weighed(int index) throws ImageException {
        return weighed(index, 0);
    }

    private Node weighed(int index, int depth) throws ImageException {
        Node node = nodes.get(index);
        if (node.open || depth > 1000) {
            throw SvgXml.damaged("it is a part of itself");
        }
        if (node.elements >= 0) {
            return node;
        }
        node.open = true;
        double copies = node.copies < 0 ? Math.max(1, node.own * NUMBERS_PER_ELEMENT) : 1;
        double elements = node.own + Math.min(node.outline / shortestDash, 1e12) / DASHES_PER_ELEMENT;
        double buffered = node.buffers;
        for (int child : node.children) {
            elements += weighed(child, depth + 1).elements;
            buffered += nodes.get(child).buffered;
        }
        for (String reference : node.references) {
            Integer target = ids.get(reference);
            if (target != null) {
                elements += copies * weighed(target, depth + 1).elements;
                buffered += copies * nodes.get(target).buffered;
            }
        }
        node.open = false;
        node.elements = elements;
        node.buffered = buffered;
        return node;
    }
}
