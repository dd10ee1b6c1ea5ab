package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML readers that load nothing and expand little. Entities declared in the file itself are known, because old drawing
 * programs write namespaces with them; they may make no more than some kilobytes.
 */
public final class SvgXml {
    private static final String LIMITS = "http://www.oracle.com/xml/jaxp/properties/";
    private static final int ENTITIES = 1000;
    private static final int ENTITY_CHARACTERS = 64 << 10;
    private static final int ATTRIBUTES = 1000;
    private static final byte[] NOTHING = {};
    /** Bytes in which an XML declaration ends. */
    private static final int DECLARATION = 1024;

    private static final Pattern ENCODING =
            Pattern.compile("^(?:\u00ef\u00bb\u00bf)?<\\?xml[^>]*\\sencoding\\s*=\\s*[\"']([^\"']*)");

    private SvgXml() {}

    /** Makes readers; the JDK's, whatever else an application has brought along. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty("http://java.sun.com/xml/stream/properties/ignore-external-dtd", true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(LIMITS + "entityExpansionLimit", Integer.toString(ENTITIES));
        factory.setProperty(LIMITS + "totalEntitySizeLimit", Integer.toString(ENTITY_CHARACTERS));
        factory.setProperty(LIMITS + "maxGeneralEntitySizeLimit", Integer.toString(ENTITY_CHARACTERS));
        factory.setProperty(LIMITS + "maxParameterEntitySizeLimit", Integer.toString(ENTITY_CHARACTERS));
        factory.setProperty(LIMITS + "elementAttributeLimit", Integer.toString(ATTRIBUTES));
        factory.setXMLResolver((publicId, systemId, base, namespace) -> new ByteArrayInputStream(NOTHING));
        return factory;
    }

    /** A reader at the beginning of {@code file}. */
    public static XMLStreamReader reader(byte[] file) throws XMLStreamException {
        requireSound(file);
        return factory().createXMLStreamReader(new ByteArrayInputStream(file));
    }

    /** The events of {@code file}. */
    public static XMLEventReader events(byte[] file) throws XMLStreamException {
        requireSound(file);
        return factory().createXMLEventReader(new ByteArrayInputStream(file));
    }

    private static void requireSound(byte[] file) throws XMLStreamException {
        if (isUtf8(file)) {
            requireUtf8(file);
        }
    }

    /** What XML is in that has neither another byte order mark nor names another encoding (XML 1.0, section 4.3.3). */
    private static boolean isUtf8(byte[] file) {
        String head = new String(file, 0, Math.min(file.length, DECLARATION), StandardCharsets.ISO_8859_1);
        Matcher named = ENCODING.matcher(head);
        boolean wide = head.startsWith("\u00fe\u00ff")
                || head.startsWith("\u00ff\u00fe")
                || head.substring(0, Math.min(4, head.length())).indexOf('\0') >= 0;
        return !wide && (!named.find() || named.group(1).equalsIgnoreCase("UTF-8"));
    }

    /** The JDK's reader refuses such bytes as well, but not without a line of its own on the server's standard error. */
    private static void requireUtf8(byte[] file) throws XMLStreamException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(file);
        CharBuffer characters = CharBuffer.allocate(DECLARATION);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            result = decoder.decode(bytes, characters.clear(), true);
        }
        if (result.isError()) {
            throw new XMLStreamException("The bytes from " + bytes.position() + " on are no UTF-8.");
        }
    }

    /** The refusal of a file whose XML is wrong. */
    public static ImageException broken(Exception cause) {
        return new ImageException(
                Problem.BROKEN_IMAGE, "The original is a damaged SVG: its XML cannot be read.", cause);
    }

    /** A refusal: {@code The SVG is damaged: <detail>.} */
    public static ImageException damaged(String detail) {
        return new ImageException(Problem.BROKEN_IMAGE, "The SVG is damaged: " + detail + ".");
    }
}
