package dev.tomthumb.httpcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.http.HttpDates;
import dev.tomthumb.testkit.RawHttp;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One row's conversation: what the origin answers from now on, what is asked, and what must have come of it. */
final class Exchange {
    private final TableOrigin.Script script;
    private final RawHttp cache;
    private final TableOrigin origin;
    private final String path;
    private int before;
    private RawHttp.Response last;

    Exchange(TableOrigin origin, RawHttp cache, String path) {
        this.origin = origin;
        this.cache = cache;
        this.path = path;
        this.script = origin.at(path);
    }

    /** The rows are read as sentences, so an exchange that fails is an error of the test. */
    @FunctionalInterface
    interface Rule {
        void holds(Exchange exchange) throws IOException;
    }

    /** A date so many seconds from now. */
    static String date(long seconds) {
        return HttpDates.format(Instant.now().plusSeconds(seconds));
    }

    /** From now on the origin answers 200 with these fields, and with a body of ten bytes. */
    Exchange origin(String... fields) {
        return answers(200, "0123456789", fields);
    }

    Exchange answers(int status, String body, String... fields) {
        StringBuilder answer = new StringBuilder("HTTP/1.1 " + status + " -\r\n");
        for (String field : fields) {
            answer.append(field).append("\r\n");
        }
        if (status != 304 && status != 204) {
            answer.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        script.answer = answer + "\r\n" + body;
        return this;
    }

    /** From now on the origin says exactly this. */
    Exchange says(String bytes) {
        script.answer = bytes;
        return this;
    }

    /** From now on the origin ends every connection. */
    Exchange dies() {
        script.answer = "";
        return this;
    }

    /** The same for another path below the row's own. */
    Exchange below(String name) {
        return new Exchange(origin, cache, path + name);
    }

    String path() {
        return path;
    }

    Exchange get(String... fields) throws IOException {
        return send("GET", fields);
    }

    Exchange head(String... fields) throws IOException {
        return send("HEAD", fields);
    }

    Exchange send(String method, String... fields) throws IOException {
        before = script.asked.size();
        last = cache.send(method, path, fields);
        return this;
    }

    /** The answer came from the cache; nobody was asked. */
    Exchange stored() {
        assertThat(script.asked.size() - before).as("requests to the origin").isZero();
        return this;
    }

    /** The origin was asked, once. */
    Exchange forwarded() {
        assertThat(script.asked.size() - before).as("requests to the origin").isEqualTo(1);
        return this;
    }

    /** The origin was asked whether it is still so. */
    Exchange validated(String field, String value) {
        return forwarded().asked(field, value);
    }

    /** What the origin was asked with; null = without. */
    Exchange asked(String field, String value) {
        Map<String, String> asked = script.asked.get(script.asked.size() - 1);
        assertThat(asked.get(field.toLowerCase(Locale.ROOT)))
                .as("%s as the origin got it", field)
                .isEqualTo(value);
        return this;
    }

    Exchange status(int status) {
        assertThat(last.status()).as("status").isEqualTo(status);
        return this;
    }

    Exchange with(String field, String value) {
        assertThat(last.header(field)).as(field).contains(value);
        return this;
    }

    Exchange without(String field) {
        assertThat(last.header(field)).as(field).isEmpty();
        return this;
    }

    Exchange body(String text) {
        assertThat(last.text()).as("body").isEqualTo(text);
        return this;
    }

    Exchange ageAtLeast(long seconds) {
        assertThat(Long.parseLong(last.get("Age"))).as("Age").isGreaterThanOrEqualTo(seconds);
        return this;
    }

    /** Asks, and gets no whole answer. */
    Exchange lost() {
        before = script.asked.size();
        try {
            assertThat(cache.get(path).status()).isNotEqualTo(200);
        } catch (IOException cut) {
            // As it should be.
        }
        return this;
    }

    /** Waits until the origin has been asked so often and has had time to be heard. */
    Exchange until(int times) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (script.asked.size() < times || !get("X-Poll: 1").isHit()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
        return this;
    }

    private boolean isHit() {
        return last.get("X-Cache").startsWith("Hit");
    }
}
