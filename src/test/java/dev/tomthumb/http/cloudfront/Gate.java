package dev.tomthumb.http.cloudfront;

import dev.tomthumb.model.ImageException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a server does with a request, without a server: answers {@code "until …"}, or the refusal. */
final class Gate {
    static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private final KeyGroup keys;

    Gate(KeyGroup keys) {
        this.keys = keys;
    }

    String ask(String url) {
        return ask(url, List.of(), "192.0.2.7", NOW);
    }

    String ask(String url, List<Map.Entry<String, String>> cookies, String address, Instant now) {
        try {
            int question = url.indexOf('?');
            String path = question < 0 ? url : url.substring(0, question);
            Credentials.Read read =
                    Credentials.of(question < 0 ? Optional.empty() : Optional.of(url.substring(question + 1)), cookies);
            if (read.credentials().isEmpty()) {
                return "unsigned";
            }
            String signed = path + read.query().map(rest -> "?" + rest).orElse("");
            KeyGroup.Grant grant = keys.admit(read.credentials().get(), signed, address, now);
            return "until " + grant.end() + (grant.personal() ? " personally" : "");
        } catch (ImageException refusal) {
            return refusal.problem().code() + ": " + refusal.getMessage();
        }
    }
}
