package dev.tomthumb.dialect;

import java.util.Optional;
import java.util.function.Function;

/**
 * Reads one value of a URL.
 *
 * @param accepted what is accepted; completes the sentence "it takes …"
 * @param rule the value of a text; empty when it is not accepted
 */
record Reader<T>(String accepted, Function<String, Optional<T>> rule) {
    Optional<T> read(String text) {
        return rule.apply(text);
    }
}
