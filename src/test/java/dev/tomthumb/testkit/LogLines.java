package dev.tomthumb.testkit;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a class logs until this is closed; the console does not get it. */
public final class LogLines extends Handler implements AutoCloseable {
    private final Logger logger;
    private final boolean usedParents;
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    public LogLines(Class<?> logging) {
        logger = Logger.getLogger(logging.getName());
        usedParents = logger.getUseParentHandlers();
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    @Override
    public void publish(LogRecord line) {
        records.add(line);
    }

    /** The messages of warnings and worse. */
    public List<String> warnings() {
        return records.stream()
                .filter(line -> line.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogLines::text)
                .toList();
    }

    /** All messages. */
    public List<String> all() {
        return records.stream().map(LogLines::text).toList();
    }

    /** As handlers write it: a message without parameters is no pattern. */
    private static String text(LogRecord line) {
        return line.getParameters() == null
                ? line.getMessage()
                : MessageFormat.format(line.getMessage(), line.getParameters());
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
