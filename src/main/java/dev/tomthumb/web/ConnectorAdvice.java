package dev.tomthumb.web;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Looks at Tomcat's connectors for the settings without which requests die before any filter: a stock connector
 * answers every URL with {@code %2F} or of more than 8 kB with a 400 of its own.
 * A container that does not show its connectors simply gets no advice.
 */
final class ConnectorAdvice {
    private static final int WANTED_HEADER_SIZE = 32 * 1024;

    private ConnectorAdvice() {}

    /** A sentence for each thing an operator should change in server.xml; empty where nothing is known or missing. */
    static List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        TomcatConnectors.all().forEach(connector -> advise(connector, sentences));
        return sentences;
    }

    private static void advise(TomcatConnectors.Connector connector, List<String> sentences) {
        String which = "The connector on port " + connector.port();
        String solidus = connector.encodedSolidusHandling();
        if (!solidus.equals("passthrough")) {
            String consequence = solidus.equals("decode")
                    ? " turns %2F into a slash (encodedSolidusHandling=\"decode\"): paths that a filter guards can be"
                            + " spelled in another way."
                    : " answers URLs with %2F itself (encodedSolidusHandling=\"" + solidus
                            + "\"): imgproxy URLs with an encoded source do not arrive.";
            sentences.add(which + consequence + " Set encodedSolidusHandling=\"passthrough\" on it in server.xml.");
        }
        OptionalInt size = connector.number("maxHttpRequestHeaderSize");
        if (size.isPresent() && size.getAsInt() < WANTED_HEADER_SIZE) {
            sentences.add(which + " refuses requests with more than " + size.getAsInt()
                    + " bytes of URL and headers itself: long source URLs do not arrive. Set maxHttpRequestHeaderSize=\""
                    + WANTED_HEADER_SIZE + "\" on it in server.xml.");
        }
    }
}
