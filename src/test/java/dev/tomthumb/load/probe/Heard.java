package dev.tomthumb.load.probe;

import dev.tomthumb.model.BodyType;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Counts what the product announces, and keeps the moments of the last ones on the JVM's own clock. */
final class Heard implements ImageEvents {
    private final Map<String, AtomicLong> numbers = new ConcurrentHashMap<>();

    @Override
    public void originalFetched(String scheme, Duration time, long bytes) {
        count("fetched");
    }

    @Override
    public void originalUnchanged(String scheme, Duration time) {
        count("unchanged");
    }

    @Override
    public void originalFailed(String scheme, Problem problem) {
        count("failed");
    }

    @Override
    public void rendered(ImageFormat from, BodyType to, Duration time, long bytes) {
        number("rendered.at").set(System.nanoTime());
        number("rendered.nanos").addAndGet(time.toNanos());
        count("rendered");
    }

    @Override
    public void decodedTogether(int renditions) {
        number("decodes.saved").addAndGet(renditions - 1L);
    }

    @Override
    public void cacheFailed(String operation, Throwable cause) {
        count("cache-failed");
    }

    @Override
    public void answered(Answer answer) {
        number("answered.at").set(System.nanoTime());
        count("answered");
        count("answered." + answer.result().word().toLowerCase(Locale.ROOT));
        count("status." + answer.status());
    }

    private void count(String name) {
        number(name).incrementAndGet();
    }

    private AtomicLong number(String name) {
        return numbers.computeIfAbsent(name, fresh -> new AtomicLong());
    }

    void forget() {
        numbers.clear();
    }

    String told() {
        return numbers.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().get())
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
