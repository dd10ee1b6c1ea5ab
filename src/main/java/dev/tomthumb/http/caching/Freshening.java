package dev.tomthumb.http.caching;

import dev.tomthumb.model.Fields;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a newer answer changes in a stored one (RFC 9111, sections 3.2, 4.3.4 and 4.3.5). */
public final class Freshening {
    /** The stored body is as these say, whatever a newer answer without a body says. */
    private static final Set<String> OF_THE_BODY = Set.of(
            "content-encoding",
            "content-length",
            "content-range",
            "content-md5",
            "content-digest",
            "repr-digest",
            "etag");

    private Freshening() {}

    /** The stored fields with those of a newer answer in their place; without the age the stored one came with. */
    public static Fields merged(Fields stored, Fields newer) {
        Fields taken = Storing.kept(newer).without(name -> OF_THE_BODY.contains(name.toLowerCase(Locale.ROOT)));
        return stored.without(name -> name.equalsIgnoreCase("Age")).replacing(taken);
    }

    /**
     * Whether a 304 to a question of ours is about the stored answer (section 4.3.4): not if it names another entity tag
     * or another time of change.
     */
    public static boolean confirms(Fields stored, Fields notModified) {
        return agrees(stored, notModified, "ETag") && agrees(stored, notModified, "Last-Modified");
    }

    private static boolean agrees(Fields stored, Fields newer, String validator) {
        Optional<String> said = newer.first(validator);
        Optional<String> known = stored.first(validator);
        return said.isEmpty() || known.isEmpty() || opaque(said.get()).equals(opaque(known.get()));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    /**
     * Whether the answer to HEAD is of the representation that is stored (section 4.3.5): the same validators, and the
     * same length where it names one.
     */
    public static boolean sameRepresentation(Fields stored, int storedLength, Fields head) {
        return agrees(stored, head, "ETag")
                && agrees(stored, head, "Last-Modified")
                && head.first("Content-Length")
                        .map(length -> length.strip().equals(Integer.toString(storedLength)))
                        .orElse(true);
    }
}
