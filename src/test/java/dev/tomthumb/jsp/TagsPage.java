package dev.tomthumb.jsp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Writes docs/tags.md from the tag library's descriptor, which is what pages are translated by. */
final class TagsPage {
    private static final String HEAD = """
            # Tags and functions

            `<%@ taglib prefix="t" uri="https://tomthumb.dev/tags" %>`; [jsp.md](jsp.md) shows them at work. This page is generated
            from `META-INF/tomthumb.tld`.

            """;

    private TagsPage() {}

    static String render() {
        Element library = descriptor();
        StringBuilder page =
                new StringBuilder(HEAD).append(text(library, "description")).append('\n');
        for (Element tag : children(library, "tag")) {
            tag(page, tag);
        }
        page.append("\n## Functions\n\n| function | |\n| --- | --- |\n");
        for (Element function : children(library, "function")) {
            page.append("| `t:")
                    .append(signature(function))
                    .append("` | ")
                    .append(cell(function))
                    .append(" |\n");
        }
        return page.toString();
    }

    private static void tag(StringBuilder page, Element tag) {
        page.append("\n## `<t:")
                .append(text(tag, "name"))
                .append(">`\n\n")
                .append(text(tag, "description"))
                .append("\n\n");
        page.append("| attribute | |\n| --- | --- |\n");
        for (Element attribute : children(tag, "attribute")) {
            boolean required = text(attribute, "required").equals("true");
            page.append("| `")
                    .append(text(attribute, "name"))
                    .append(required ? "` (required) | " : "` | ")
                    .append(cell(attribute))
                    .append(" |\n");
        }
        if (text(tag, "dynamic-attributes").equals("true")) {
            page.append("| any other | an option of [options.md](options.md)")
                    .append(text(tag, "name").equals("url") ? "" : ", or written as it is")
                    .append(" |\n");
        }
    }

    private static String cell(Element element) {
        return text(element, "description").replace("|", "\\|").replace("<", "&lt;");
    }

    /** {@code url(String, String)}, without packages and the type that comes back. */
    private static String signature(Element function) {
        String whole = text(function, "function-signature").replaceAll("[a-z]+\\.", "");
        return whole.substring(whole.indexOf(' ') + 1);
    }

    private static Element descriptor() {
        try (InputStream in = Objects.requireNonNull(TagsPage.class.getResourceAsStream("/META-INF/tomthumb.tld"))) {
            Document document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(in);
            return document.getDocumentElement();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static String text(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent().strip().replaceAll("\\s+", " ");
    }
}
