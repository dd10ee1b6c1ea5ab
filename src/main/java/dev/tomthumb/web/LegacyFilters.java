package dev.tomthumb.web;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.WebFilter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.StackWalker.Option;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Finds the filters in front of ours that forbid asynchronous mode. The servlet API does not tell, but filters call
 * each other: those in front stand on this very stack.
 */
final class LegacyFilters {
    private LegacyFilters() {}

    /** A phrase naming the suspects, e.g. {@code the filter com.shop.LoginFilter}. Call it on the request's thread. */
    static String inFront(ServletContext context) {
        Set<String> declaredAsync = declaredAsync(context);
        List<String> suspects = filtersOnTheStack().stream()
                .filter(filter -> !declaredAsync.contains(filter.getName()))
                .filter(filter -> !annotatedAsync(filter))
                .map(Class::getName)
                .distinct()
                .toList();
        return suspects.isEmpty()
                ? "a filter or valve"
                : suspects.stream().map(name -> "the filter " + name).collect(Collectors.joining(", "));
    }

    private static List<Class<?>> filtersOnTheStack() {
        return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.filter(frame -> frame.getMethodName().equals("doFilter"))
                        .<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(type -> Filter.class.isAssignableFrom(type) && type != ImageFilter.class)
                        .toList());
    }

    private static boolean annotatedAsync(Class<?> filter) {
        WebFilter annotation = filter.getAnnotation(WebFilter.class);
        return annotation != null && annotation.asyncSupported();
    }

    /** Class names of filters that web.xml declares with {@code async-supported} true. */
    private static Set<String> declaredAsync(ServletContext context) {
        Set<String> classes = new HashSet<>();
        try (InputStream webXml = context.getResourceAsStream("/WEB-INF/web.xml")) {
            if (webXml != null) {
                NodeList filters = parse(webXml).getElementsByTagNameNS("*", "filter");
                for (int i = 0; i < filters.getLength(); i++) {
                    Element filter = (Element) filters.item(i);
                    if (text(filter, "async-supported").equals("true")) {
                        classes.add(text(filter, "filter-class"));
                    }
                }
            }
        } catch (IOException | SAXException | ParserConfigurationException unreadable) {
            // Then every filter on the stack is a suspect; a longer list in one warning harms nobody.
            return Set.of();
        }
        return classes;
    }

    private static Document parse(InputStream webXml) throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setExpandEntityReferences(false);
        var builder = factory.newDocumentBuilder();
        // A web.xml of 2003 names a DTD on a host that no longer answers.
        builder.setEntityResolver((publicId, systemId) -> new InputSource(InputStream.nullInputStream()));
        return builder.parse(webXml);
    }

    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagNameNS("*", name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().trim();
    }
}
