package dev.tomthumb.cache.shared;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names and values as one text, as forms write them. A name may have several values. */
final class Pairs {
    private final Map<String, List<String>> values = new HashMap<>();
    private final StringBuilder written = new StringBuilder();

    void add(String name, String value) {
        if (!written.isEmpty()) {
            written.append('&');
        }
        written.append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    String text() {
        return written.toString();
    }

    /** @throws IllegalArgumentException if it is no such text */
    static Pairs read(String text) {
        Pairs pairs = new Pairs();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("no name and value");
            }
            pairs.values
                    .computeIfAbsent(pair.substring(0, equals), name -> new ArrayList<>())
                    .add(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return pairs;
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    Optional<String> maybe(String name) {
        return all(name).stream().findFirst();
    }

    /** @throws IllegalArgumentException if there is none */
    String one(String name) {
        return maybe(name).orElseThrow(() -> new IllegalArgumentException("no " + name));
    }

    /** @throws IllegalArgumentException if it is none */
    long number(String name) {
        return Long.parseLong(one(name));
    }
}
