package dev.tomthumb.jsp;

import dev.tomthumb.markup.AttributeCheck;
import jakarta.servlet.jsp.tagext.PageData;
import jakarta.servlet.jsp.tagext.TagLibraryValidator;
import jakarta.servlet.jsp.tagext.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Refuses options that stand on a page as text and are not accepted, when the page is translated; the container adds the
 * page. Attributes of the TLD are left to {@link TagCheck}, which can tell the line, and what only a request tells to the
 * tags.
 */
public final class PageValidator extends TagLibraryValidator {
    private static final String JSP = "http://java.sun.com/JSP/Page";
    private static final Set<String> TAGS = Set.of("img", "picture", "source", "url");
    /** What there is nothing to say of. */
    static final Set<String> NOT_WRITTEN = Set.of("var", "scope", "media");

    private static final Map<String, Set<String>> DECLARED = Map.of(
            "img",
            Set.of(
                    "src",
                    "width",
                    "height",
                    "fit",
                    "quality",
                    "format",
                    "widths",
                    "densities",
                    "sizes",
                    "alt",
                    "loading",
                    "decoding",
                    "placeholder",
                    "tags",
                    "expires"),
            "picture",
            Set.of("src", "formats"),
            "source",
            Set.of("src", "media"),
            "url",
            Set.of("src", "var", "scope"));

    @Override
    public ValidationMessage @Nullable [] validate(String prefix, String uri, PageData page) {
        Reading reading = new Reading(uri);
        try (InputStream text = page.getInputStream()) {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.newSAXParser().parse(text, reading);
        } catch (SAXException | ParserConfigurationException | IOException unreadable) {
            // The tags say the same when the page is asked for.
            return new ValidationMessage[0];
        }
        return reading.messages.toArray(new ValidationMessage[0]);
    }

    /** Goes through a page's XML view. */
    private static final class Reading extends DefaultHandler {
        private final String library;
        private final List<ValidationMessage> messages = new ArrayList<>();

        Reading(String library) {
            this.library = library;
        }

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) {
            if (!uri.equals(library) || !TAGS.contains(name)) {
                return;
            }
            String id = attributes.getValue(JSP, "id");
            for (int i = 0; i < attributes.getLength(); i++) {
                String attribute = attributes.getLocalName(i);
                if (attributes.getURI(i).isEmpty()) {
                    mistake(name, attribute, attributes.getValue(i))
                            .ifPresent(sentence -> messages.add(new ValidationMessage(
                                    id, "<t:" + name + " src=\"" + attributes.getValue("src") + "\">: " + sentence)));
                }
            }
        }

        private static Optional<String> mistake(String tag, String attribute, String value) {
            if (DECLARED.getOrDefault(tag, Set.of()).contains(attribute)) {
                return Optional.empty();
            }
            Optional<String> unknown = tag.equals("url") ? AttributeCheck.unknown(attribute) : Optional.empty();
            return unknown.isPresent() || !isText(value) ? unknown : AttributeCheck.mistake(attribute, value);
        }

        /** Neither an expression of EL nor a scriptlet's ({@code %= … %} in the XML view). */
        private static boolean isText(String value) {
            return !value.contains("${") && !value.contains("#{") && !value.startsWith("%=") && !value.contains("<%=");
        }
    }
}
