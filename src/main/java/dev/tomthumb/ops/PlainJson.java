package dev.tomthumb.ops;

import dev.tomthumb.model.JsonText;
import java.util.List;
import java.util.Map;

/** Answers in JSON that are written without JSON-java, which a host application may have left out. */
final class PlainJson {
    private PlainJson() {}

    /** An object of names in this order and texts, numbers, flags, lists and maps of them. */
    static String text(Map<String, ?> members) {
        return JsonText.of(members) + "\n";
    }

    /** What is answered to mistakes. */
    static String mistakes(List<String> mistakes) {
        return text(Map.of("mistakes", mistakes));
    }
}
