package dev.tomthumb.http.caching;

import dev.tomthumb.model.Fields;
import java.util.List;
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

    private static final List<String> VALIDATORS = List.of("ETag", "Last-Modified");

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
        return VALIDATORS.stream().allMatch(validator -> agrees(stored, notModified, validator));
    }

    private static boolean agrees(Fields stored, Fields newer, String validator) {
        Optional<String> said = newer.first(validator);
        Optional<String> known = stored.first(validator);
        return said.isEmpty() || known.isEmpty() || opaque(said.get()).equals(opaque(known.get()));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    /** Which representation an answer to HEAD is of. */
    public enum Likeness {
        /** The one that is stored. */
        SAME,
        /** Another one: what is stored is of the past. */
        OTHER,
        /** It does not say. */
        UNKNOWN
    }

    /**
     * Whether the answer to HEAD is of the representation that is stored (section 4.3.5): it must have a validator, all it
     * has must be those of the stored one, and so must its length where it names one. Without a validator it proves
     * nothing, for most pages change without changing their length, and many tell none at all.
     */
    public static Likeness likeness(Fields stored, int storedLength, Fields head) {
        boolean otherLength = head.first("Content-Length")
                .filter(length -> !length.strip().equals(Integer.toString(storedLength)))
                .isPresent();
        if (otherLength || !confirms(stored, head)) {
            return Likeness.OTHER;
        }
        List<String> received = VALIDATORS.stream().filter(head::has).toList();
        return !received.isEmpty() && received.stream().allMatch(stored::has) ? Likeness.SAME : Likeness.UNKNOWN;
    }
}
