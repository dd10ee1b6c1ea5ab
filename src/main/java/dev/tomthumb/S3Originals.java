package dev.tomthumb;

import dev.tomthumb.config.Settings;
import dev.tomthumb.source.RefusingSource;
import dev.tomthumb.source.Source;
import java.util.function.Consumer;

/** The only class of the composition that links to the AWS SDK, so that the rest works where its jars are absent. */
final class S3Originals {
    private S3Originals() {}

    static Source open(Settings settings, Consumer<AutoCloseable> closeables) {
        return new RefusingSource("Originals on S3 are not read yet.");
    }
}
