package dev.tomthumb.testkit;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a class logs until this is closed; the console does not get it. */
public final class LogOf extends Handler implements AutoCloseable {
    private final Logger logger;
    private final boolean usedParents;
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    /** @param logging the class whose name its logger has */
    public LogOf(Class<?> logging) {
        this.logger = Logger.getLogger(logging.getName());
        this.usedParents = logger.getUseParentHandlers();
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    @Override
    public void publish(LogRecord line) {
        records.add(line);
    }

    /** All that was logged. */
    public List<LogRecord> records() {
        return List.copyOf(records);
    }

    /** All messages. */
    public List<String> lines() {
        return records.stream()
                .map(line -> line.getParameters() == null
                        ? line.getMessage()
                        : MessageFormat.format(line.getMessage(), line.getParameters()))
                .toList();
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
