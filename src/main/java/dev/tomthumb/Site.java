package dev.tomthumb;

import dev.tomthumb.source.Source;
import java.util.Map;

/**
 * The web application the product runs in.
 *
 * @param name its context as Tomcat names it: {@code ROOT}, {@code shop}, {@code shop#admin}
 * @param standalone true for the WAR of its own, false for the jar inside a host application
 * @param sources what originals the application itself can give, by scheme
 */
public record Site(String name, boolean standalone, Map<String, Source> sources) {
    public Site {
        sources = Map.copyOf(sources);
    }
}
