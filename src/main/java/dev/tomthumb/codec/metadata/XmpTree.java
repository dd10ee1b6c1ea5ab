package dev.tomthumb.codec.metadata;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An XMP packet as a tree of elements. It is foreign XML: document type declarations, and with them all entities, are
 * refused, as are nesting deeper and elements more than any real packet has.
 */
final class XmpTree {
    private static final int MAX_DEPTH = 40;
    private static final int MAX_NODES = 20_000;

    private int nodes;

    private XmpTree() {}

    /** A name in its namespace; the prefix is what the document called it. */
    record Name(String space, String local, String prefix) {
        boolean is(String otherSpace, String otherLocal) {
            return space.equals(otherSpace) && local.equals(otherLocal);
        }
    }

    /** An attribute. */
    record Attribute(Name name, String value) {}

    /** An element; {@code text} is all that stands directly in it. */
    record Element(Name name, List<Attribute> attributes, List<Element> children, String text) {}

    /** The root element; empty for what is no XML, or none that is read. */
    static Optional<Element> read(byte[] packet) {
        // The JDK's own: a host's parser may have other ideas of what is safe.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            // Decoded here, because the JDK's parser complains to the error stream when bytes are no UTF-8.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(packet))
                    .toString();
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD) {
                    return Optional.empty();
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    return Optional.of(new XmpTree().element(reader, 0));
                }
            }
            return Optional.empty();
        } catch (CharacterCodingException | XMLStreamException | NoSuchElementException | IllegalStateException noXml) {
            return Optional.empty();
        }
    }

    private Element element(XMLStreamReader reader, int depth) throws XMLStreamException {
        Name name = name(reader.getNamespaceURI(), reader.getLocalName(), reader.getPrefix());
        List<Attribute> attributes = new ArrayList<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.add(new Attribute(
                    name(
                            reader.getAttributeNamespace(i),
                            reader.getAttributeLocalName(i),
                            reader.getAttributePrefix(i)),
                    reader.getAttributeValue(i)));
        }
        nodes += 1 + attributes.size();
        if (depth > MAX_DEPTH || nodes > MAX_NODES) {
            throw new XMLStreamException("the packet is nested deeper, or has more in it, than is read");
        }
        List<Element> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element(reader, depth + 1));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new XMLStreamException("entities are not read");
            }
        }
        return new Element(name, attributes, children, text.toString());
    }

    private static Name name(
            @org.jspecify.annotations.Nullable String space,
            String local,
            @org.jspecify.annotations.Nullable String prefix) {
        return new Name(space == null ? "" : space, local, prefix == null ? "" : prefix);
    }
}
