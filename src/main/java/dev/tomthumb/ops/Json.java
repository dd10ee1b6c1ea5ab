package dev.tomthumb.ops;

import dev.tomthumb.dialect.UrlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.json.JSONParserConfiguration;
import org.json.JSONStringer;
import org.json.JSONTokener;

/** JSON as strangers send it, held to RFC 8259 and to a depth, and as we answer it. */
final class Json {
    /** Deeper than any event of S3. */
    private static final int DEPTH = 32;

    private Json() {}

    /** Fails as all here does where JSON-java is missing, before a page is shown that can do nothing without it. */
    static void require() {
        Objects.requireNonNull(JSONObject.NULL);
    }

    /**
     * An object's members.
     *
     * @throws MistakeException it is no object in JSON, or nested too deeply
     */
    static Member object(String text) throws MistakeException {
        Object value;
        try {
            JSONParserConfiguration strict =
                    new JSONParserConfiguration().withStrictMode(true).withMaxNestingDepth(DEPTH);
            value = new JSONObject(new JSONTokener(text, strict), strict);
        } catch (JSONException | NumberFormatException | StackOverflowError wrong) {
            throw new MistakeException("The body is no JSON object (RFC 8259): " + UrlText.quoted(reason(wrong)) + ".");
        }
        return new Member("", value);
    }

    private static String reason(Throwable wrong) {
        return String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
    }

    /**
     * A value and where it stands.
     *
     * @param path such as {@code Records[0].s3.bucket}; empty for the whole
     */
    record Member(String path, Object value) {
        /** A member that must be there. */
        Member get(String name) throws MistakeException {
            return find(name).orElseThrow(() -> new MistakeException("The body has no " + below(name) + "."));
        }

        /** A member that may be there; null is not there. */
        Optional<Member> find(String name) throws MistakeException {
            if (!(value instanceof JSONObject object)) {
                throw new MistakeException(named() + " is no object.");
            }
            return Optional.ofNullable(object.opt(name))
                    .filter(found -> !JSONObject.NULL.equals(found))
                    .map(found -> new Member(below(name), found));
        }

        /** The names of all members. */
        List<String> names() throws MistakeException {
            if (!(value instanceof JSONObject object)) {
                throw new MistakeException(named() + " is no object.");
            }
            return object.keySet().stream().sorted().toList();
        }

        List<Member> items() throws MistakeException {
            if (!(value instanceof JSONArray array)) {
                throw new MistakeException(named() + " is no list.");
            }
            List<Member> items = new ArrayList<>();
            for (int i = 0; i < array.length(); i++) {
                items.add(new Member(path + "[" + i + "]", array.get(i)));
            }
            return items;
        }

        List<String> texts() throws MistakeException {
            List<String> texts = new ArrayList<>();
            for (Member item : items()) {
                texts.add(item.text());
            }
            return texts;
        }

        String text() throws MistakeException {
            if (value instanceof String text) {
                return text;
            }
            throw new MistakeException(named() + " is no text.");
        }

        boolean flag() throws MistakeException {
            if (value instanceof Boolean flag) {
                return flag;
            }
            throw new MistakeException(named() + " is neither true nor false.");
        }

        private String named() {
            return path.isEmpty() ? "The body" : UrlText.quoted(path);
        }

        private String below(String name) {
            return path.isEmpty() ? name : path + "." + name;
        }
    }

    /** An object of names in this order and texts, numbers, flags, lists and maps of them. */
    static String text(Map<String, ?> members) {
        JSONStringer json = new JSONStringer();
        write(json, members);
        return json + "\n";
    }

    private static void write(JSONStringer json, Object value) {
        if (value instanceof Map<?, ?> members) {
            json.object();
            members.forEach((name, member) -> {
                json.key(String.valueOf(name));
                write(json, member);
            });
            json.endObject();
        } else if (value instanceof List<?> items) {
            json.array();
            items.forEach(item -> write(json, item));
            json.endArray();
        } else {
            json.value(value);
        }
    }
}
