package dev.tomthumb.ops;

import dev.tomthumb.model.ImageEvents;
import java.util.Optional;

/**
 * Finds OpenTelemetry's API, which is not shipped: it counts where the host application, or whoever watches all of
 * Tomcat, has put it on the class path. Without it nothing of {@link Spans} is ever loaded.
 */
final class OpenTelemetryFinder {
    private static final String API = "io.opentelemetry.api.GlobalOpenTelemetry";

    private OpenTelemetryFinder() {}

    /** What makes spans of everything it hears; empty where the API is missing. */
    static Optional<ImageEvents> spans() {
        try {
            Class.forName(API, false, OpenTelemetryFinder.class.getClassLoader());
            return Optional.of(new Spans());
        } catch (ClassNotFoundException | LinkageError absent) {
            return Optional.empty();
        }
    }
}
