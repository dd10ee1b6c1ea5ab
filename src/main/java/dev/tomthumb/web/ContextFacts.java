package dev.tomthumb.web;

import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What a servlet context says of the application. */
final class ContextFacts {
    private ContextFacts() {}

    /** As Tomcat names contexts: {@code ROOT}, {@code shop}, {@code shop#admin}. */
    static String name(ServletContext context) {
        String path = context.getContextPath();
        return path.isEmpty() ? "ROOT" : path.substring(1).replace('/', '#');
    }

    /** Its {@code context-param} and what the operator has set in Tomcat's descriptor, by name. */
    static Map<String, String> parameters(ServletContext context) {
        Map<String, String> parameters = new HashMap<>();
        for (String name : Collections.list(context.getInitParameterNames())) {
            parameters.put(name, Objects.requireNonNullElse(context.getInitParameter(name), ""));
        }
        return parameters;
    }
}
