package dev.tomthumb.codec.metadata;

import dev.tomthumb.codec.metadata.XmpTree.Attribute;
import dev.tomthumb.codec.metadata.XmpTree.Element;
import dev.tomthumb.codec.metadata.XmpTree.Name;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes properties as a packet of its own (ISO 16684-1, sections 7.3 and 7.4). */
final class XmpWriter {
    private static final String BEGIN = "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
            + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"" + XmpPacket.RDF + "\">"
            + "<rdf:Description rdf:about=\"\">";
    private static final String END = "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";

    private final StringBuilder text = new StringBuilder(BEGIN);

    private XmpWriter() {}

    static byte[] packet(List<Element> properties) {
        XmpWriter writer = new XmpWriter();
        for (Element property : properties) {
            writer.element(property, Map.of("rdf", XmpPacket.RDF));
        }
        return writer.text.append(END).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param declared namespaces by prefix, of the elements around */
    private void element(Element element, Map<String, String> declared) {
        Map<String, String> here = new HashMap<>(declared);
        String tag = tag(element.name());
        text.append('<').append(tag);
        declare(element.name(), here);
        for (Attribute attribute : element.attributes()) {
            if (!attribute.name().prefix().isEmpty()) {
                declare(attribute.name(), here);
            }
            text.append(' ').append(tag(attribute.name())).append("=\"");
            escaped(attribute.value());
            text.append('"');
        }
        text.append('>');
        if (element.children().isEmpty()) {
            escaped(element.text());
        }
        element.children().forEach(child -> element(child, here));
        text.append("</").append(tag).append('>');
    }

    private static String tag(Name name) {
        return name.prefix().isEmpty() ? name.local() : name.prefix() + ":" + name.local();
    }

    private void declare(Name name, Map<String, String> here) {
        String prefix = name.prefix();
        if (!prefix.equals("xml") && !name.space().equals(here.getOrDefault(prefix, ""))) {
            text.append(prefix.isEmpty() ? " xmlns" : " xmlns:" + prefix).append("=\"");
            escaped(name.space());
            text.append('"');
            here.put(prefix, name.space());
        }
    }

    private void escaped(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                case '\t', '\n', '\r' -> text.append("&#").append((int) c).append(';');
                default -> text.append(c);
            }
        }
    }
}
