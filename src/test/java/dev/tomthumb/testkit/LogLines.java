package dev.tomthumb.cache.disk;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What stores log until it is closed; the console does not get it. */
final class LogLines extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger(DiskStore.class.getName());
    private final boolean usedParents = logger.getUseParentHandlers();
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    LogLines() {
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    @Override
    public void publish(LogRecord line) {
        records.add(line);
    }

    /** The messages of warnings and worse. */
    List<String> warnings() {
        return records.stream()
                .filter(line -> line.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogLines::text)
                .toList();
    }

    /** All messages. */
    List<String> all() {
        return records.stream().map(LogLines::text).toList();
    }

    private static String text(LogRecord line) {
        return MessageFormat.format(line.getMessage(), line.getParameters());
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(usedParents);
    }
}
