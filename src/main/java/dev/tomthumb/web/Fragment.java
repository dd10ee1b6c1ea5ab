package dev.tomthumb.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What our {@code web-fragment.xml} declares, read from the file itself, so that who registers it in another way cannot
 * say anything else.
 *
 * @param listeners class names, in their order
 * @param filters in their order
 * @param servlets in their order
 */
record Fragment(List<String> listeners, List<Part> filters, List<Part> servlets) {
    private static final String FILE = "META-INF/web-fragment.xml";

    Fragment {
        listeners = List.copyOf(listeners);
        filters = List.copyOf(filters);
        servlets = List.copyOf(servlets);
    }

    /**
     * A filter or a servlet.
     *
     * @param name by which mappings mean it
     * @param className of its class
     * @param async whether it supports asynchronous requests
     * @param mappings in their order; none for a servlet that is only reached by name
     */
    record Part(String name, String className, boolean async, List<Mapping> mappings) {
        Part {
            mappings = List.copyOf(mappings);
        }

        private Part with(Mapping mapping) {
            List<Mapping> more = new ArrayList<>(mappings);
            more.add(mapping);
            return new Part(name, className, async, more);
        }
    }

    /**
     * Where a filter or a servlet stands.
     *
     * @param patterns of URLs
     * @param dispatchers of a filter, such as {@code REQUEST}; empty for a servlet
     */
    record Mapping(List<String> patterns, List<String> dispatchers) {
        Mapping {
            patterns = List.copyOf(patterns);
            dispatchers = List.copyOf(dispatchers);
        }
    }

    /**
     * The one in the jar that this class is in; other jars have files of that name too.
     *
     * @throws IOException if it cannot be read
     */
    static Fragment own() throws IOException {
        String self = Fragment.class.getName().replace('.', '/') + ".class";
        URL file = Objects.requireNonNull(Fragment.class.getClassLoader().getResource(self));
        String jar = file.toString().substring(0, file.toString().length() - self.length());
        URLConnection connection = URI.create(jar + FILE).toURL().openConnection();
        // Else the jar would stay open when the application has gone.
        connection.setUseCaches(false);
        try (InputStream xml = connection.getInputStream()) {
            return read(xml);
        }
    }

    /**
     * Reads a fragment.
     *
     * @throws IOException if it is no XML, or says something that {@link Registration} could not do
     */
    static Fragment read(InputStream xml) throws IOException {
        Reading reading = new Reading();
        for (Element element : children(parsed(xml))) {
            reading.read(element);
        }
        return new Fragment(reading.listeners, reading.filters, reading.servlets);
    }

    private static final class Reading {
        private final List<String> listeners = new ArrayList<>();
        private final List<Part> filters = new ArrayList<>();
        private final List<Part> servlets = new ArrayList<>();

        void read(Element element) throws IOException {
            String kind = element.getLocalName();
            switch (kind) {
                case "name", "ordering" -> {
                    // Of no meaning outside a fragment: what is registered comes behind everything else anyway.
                }
                case "listener" -> listeners.add(text(element, "listener-class"));
                case "filter", "servlet" ->
                    (kind.equals("filter") ? filters : servlets)
                            .add(new Part(
                                    text(element, kind + "-name"),
                                    text(element, kind + "-class"),
                                    texts(element, "async-supported").contains("true"),
                                    List.of()));
                case "filter-mapping" -> map(filters, text(element, "filter-name"), element);
                case "servlet-mapping" -> map(servlets, text(element, "servlet-name"), element);
                default -> throw new IOException(FILE + " has an element that is not understood here: " + kind);
            }
            requireKnown(element);
        }

        private static void map(List<Part> parts, String name, Element mapping) throws IOException {
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).name().equals(name)) {
                    parts.set(
                            i,
                            parts.get(i)
                                    .with(new Mapping(texts(mapping, "url-pattern"), texts(mapping, "dispatcher"))));
                    return;
                }
            }
            throw new IOException(FILE + " maps " + name + ", which it does not declare above.");
        }

        /** An initial parameter, say, would be lost. */
        private static void requireKnown(Element element) throws IOException {
            if (element.getLocalName().equals("ordering")) {
                return;
            }
            for (Element child : children(element)) {
                String name = child.getLocalName();
                if (!name.endsWith("-name")
                        && !name.endsWith("-class")
                        && !name.equals("async-supported")
                        && !name.equals("url-pattern")
                        && !name.equals("dispatcher")) {
                    throw new IOException(FILE + " has an element that is not understood here: " + name);
                }
            }
        }
    }

    /** By the JDK's own parser: a host may have one of 2004 on its class path. */
    private static Element parsed(InputStream xml) throws IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        try {
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setEntityResolver((publicId, systemId) -> new InputSource(InputStream.nullInputStream()));
            return builder.parse(xml).getDocumentElement();
        } catch (ParserConfigurationException | SAXException wrong) {
            throw new IOException(FILE + " cannot be read: " + wrong.getMessage(), wrong);
        }
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static List<String> texts(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> name.equals(child.getLocalName()))
                .map(child -> child.getTextContent().strip())
                .toList();
    }

    private static String text(Element parent, String name) throws IOException {
        List<String> texts = texts(parent, name);
        if (texts.size() != 1) {
            throw new IOException(FILE + " has " + texts.size() + " elements " + name + " where one belongs.");
        }
        return texts.get(0);
    }
}
