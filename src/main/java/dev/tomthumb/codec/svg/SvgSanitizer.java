package dev.tomthumb.codec.svg;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.SvgXml;
import dev.tomthumb.model.ImageException;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Writes an SVG anew with only what draws: no script, no event handler, nothing that loads from elsewhere, no document
 * type, no processing instruction, no comment. What it looks like stays as it was.
 */
public final class SvgSanitizer {
    private static final int MOST_DEPTH = 200;
    private static final int MOST_ELEMENTS = 500_000;
    /** What is read between two questions whether to go on: some milliseconds. */
    private static final int EVENTS_AT_ONCE = 4096;

    private final XMLStreamReader in;
    private final SvgText out = new SvgText();
    private final Optional<String> style;
    private final Checkpoint checkpoint;
    private int events;
    private int depth;
    private int elements;
    /** Style sheets are judged whole: a comment in the middle of a word parts what a browser reads together. */
    private final StringBuilder css = new StringBuilder();

    private boolean inStyle;

    private SvgSanitizer(XMLStreamReader in, Optional<String> style, Checkpoint checkpoint) {
        this.in = in;
        this.style = style;
        this.checkpoint = checkpoint;
    }

    /**
     * The harmless file, in UTF-8.
     *
     * @param style CSS that is put before everything else in it
     * @param checkpoint asked again and again while the file is read
     * @throws ImageException {@code BROKEN_IMAGE} if its XML is wrong, or deeper or longer than drawings are; or what
     *     {@code checkpoint} throws
     */
    public static byte[] sanitized(byte[] file, Optional<String> style, Checkpoint checkpoint) throws ImageException {
        try {
            return new SvgSanitizer(SvgXml.reader(file), style, checkpoint).run();
        } catch (XMLStreamException | RuntimeException e) {
            // The JDK's reader throws more than it declares.
            throw SvgXml.broken(e);
        }
    }

    private byte[] run() throws XMLStreamException, ImageException {
        while (in.hasNext()) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> begin();
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
                default -> {
                    // Comments, instructions, the document type.
                }
            }
        }
        return out.bytes();
    }

    private int next() throws XMLStreamException, ImageException {
        if (++events % EVENTS_AT_ONCE == 0) {
            checkpoint.check();
        }
        return in.next();
    }

    private void begin() throws XMLStreamException, ImageException {
        if (depth == 0 && !in.getLocalName().equals("svg")) {
            throw SvgXml.damaged("its root element is not svg");
        }
        if (inStyle || isDropped()) {
            skip();
            return;
        }
        if (++depth > MOST_DEPTH) {
            throw SvgXml.damaged("its elements lie more than " + MOST_DEPTH + " deep in each other");
        }
        if (++elements > MOST_ELEMENTS) {
            throw SvgXml.damaged("it has more than " + MOST_ELEMENTS + " elements");
        }
        out.begin(in.getPrefix(), in.getLocalName());
        namespaces();
        attributes();
        if (depth == 1) {
            String prefix = in.getPrefix();
            style.ifPresent(css -> out.style(prefix, CssRules.harmless(css)));
        }
        inStyle = in.getLocalName().equals("style");
    }

    private boolean isDropped() {
        String namespace = in.getNamespaceURI() == null ? "" : in.getNamespaceURI();
        String name = in.getLocalName();
        return SvgRules.drops(namespace, name) || SvgRules.animates(name) && animatesLink();
    }

    private boolean animatesLink() {
        for (int i = 0; i < in.getAttributeCount(); i++) {
            if (in.getAttributeLocalName(i).equalsIgnoreCase("attributeName")
                    && SvgRules.mayNotBeAnimated(in.getAttributeValue(i))) {
                return true;
            }
        }
        return false;
    }

    /** Reads over an element and all that is in it, however deep. */
    private void skip() throws XMLStreamException, ImageException {
        for (int open = 1; open > 0; ) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                open++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open--;
            }
        }
    }

    private void namespaces() {
        for (int i = 0; i < in.getNamespaceCount(); i++) {
            String prefix = in.getNamespacePrefix(i);
            String uri = in.getNamespaceURI(i);
            out.attribute(prefix == null ? "" : "xmlns", prefix == null ? "xmlns" : prefix, uri == null ? "" : uri);
        }
    }

    private void attributes() {
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String name = in.getAttributeLocalName(i);
            String value = in.getAttributeValue(i);
            if (SvgRules.dropsAttribute(name)) {
                continue;
            }
            if (name.equalsIgnoreCase("href") || name.equalsIgnoreCase("src")) {
                if (SvgRules.allowsLink(in.getLocalName(), value)) {
                    out.attribute(in.getAttributePrefix(i), name, value);
                }
                continue;
            }
            out.attribute(in.getAttributePrefix(i), name, isCss(name, value) ? CssRules.harmless(value) : value);
        }
    }

    /** Paints, masks and filters are CSS too. */
    private static boolean isCss(String name, String value) {
        return name.equalsIgnoreCase("style") || value.indexOf('(') >= 0 || value.indexOf('\\') >= 0;
    }

    private void text() {
        if (inStyle) {
            css.append(in.getText());
        } else if (depth > 0) {
            out.text(in.getText());
        }
    }

    private void end() {
        if (inStyle) {
            out.text(CssRules.harmless(css.toString()));
            css.setLength(0);
            inStyle = false;
        }
        out.end(in.getPrefix(), in.getLocalName());
        depth--;
    }
}
