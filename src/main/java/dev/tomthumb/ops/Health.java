package dev.tomthumb.ops;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.model.ImageFormat;
import java.util.Collection;
import java.util.stream.Collectors;

/** One page that says whether it works, and what with. */
final class Health {
    private Health() {}

    static String text(Tomthumb tomthumb) {
        return "Tomthumb " + Tomthumb.version() + " is running\n"
                + "context: " + tomthumb.site().name() + "\n"
                + "cache: " + tomthumb.cache().describe() + "\n"
                + "reads: " + tokens(tomthumb.codecs().readable()) + "\n"
                + "writes: " + tokens(tomthumb.codecs().writable()) + "\n"
                + "queue: " + tomthumb.engine().working() + " at work, "
                + tomthumb.engine().queued() + " waiting\n";
    }

    private static String tokens(Collection<ImageFormat> formats) {
        return formats.stream().map(ImageFormat::token).sorted().collect(Collectors.joining(", "));
    }
}
