package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.io.ByteArrayInputStream;
import javax.xml.XMLConstants;
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

    private SvgXml() {}

    /** Makes readers; the JDK's, whatever else an application has brought along. */
    public static XMLInputFactory factory() {
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
        return factory().createXMLStreamReader(new ByteArrayInputStream(file));
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
