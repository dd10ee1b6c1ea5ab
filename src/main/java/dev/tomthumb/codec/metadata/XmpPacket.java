package dev.tomthumb.codec.metadata;

import dev.tomthumb.codec.metadata.XmpTree.Attribute;
import dev.tomthumb.codec.metadata.XmpTree.Element;
import dev.tomthumb.codec.metadata.XmpTree.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The properties of an XMP packet (ISO 16684-1, section 7). */
final class XmpPacket {
    static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final String DC = "http://purl.org/dc/elements/1.1/";
    private static final String RIGHTS = "http://ns.adobe.com/xap/1.0/rights/";
    private static final String CREATIVE_COMMONS = "http://creativecommons.org/ns#";
    private static final Set<String> OF_AUTHORS = Set.of("rights", "contributor", "creator", "publisher");

    private XmpPacket() {}

    /** The properties of all descriptions, those written as attributes included; none for what is no packet. */
    static List<Element> properties(byte[] packet) {
        Optional<Element> root = XmpTree.read(packet);
        List<Element> properties = new ArrayList<>();
        root.flatMap(XmpPacket::rdf).ifPresent(rdf -> {
            for (Element description : rdf.children()) {
                if (description.name().is(RDF, "Description")) {
                    add(description, properties);
                }
            }
        });
        return properties;
    }

    private static Optional<Element> rdf(Element root) {
        if (root.name().is(RDF, "RDF")) {
            return Optional.of(root);
        }
        return root.children().stream()
                .filter(child -> child.name().is(RDF, "RDF"))
                .findFirst();
    }

    private static void add(Element description, List<Element> properties) {
        for (Attribute attribute : description.attributes()) {
            Name name = attribute.name();
            if (!name.space().isEmpty()
                    && !name.space().equals(RDF)
                    && !name.prefix().equals("xml")) {
                properties.add(new Element(name, List.of(), List.of(), attribute.value()));
            }
        }
        properties.addAll(description.children());
    }

    /** A packet of nothing but what names authors and their rights; empty if nothing does. */
    static Optional<byte[]> copyright(byte[] packet) {
        List<Element> kept =
                properties(packet).stream().filter(XmpPacket::isOfRights).toList();
        return kept.isEmpty() ? Optional.empty() : Optional.of(XmpWriter.packet(kept));
    }

    private static boolean isOfRights(Element property) {
        Name name = property.name();
        return name.space().equals(RIGHTS)
                || name.space().equals(CREATIVE_COMMONS)
                || name.space().equals(DC) && OF_AUTHORS.contains(name.local());
    }
}
