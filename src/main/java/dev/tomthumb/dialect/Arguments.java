package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.List;

/**
 * What stands behind an option's name, and the sentences that refuse it.
 *
 * @param kind what it is called in the language, {@code option} or {@code parameter}
 * @param option the option as the URL wrote it
 * @param texts its arguments in order, as written; at least one, which may be empty
 */
record Arguments(String kind, String option, List<String> texts) {
    /** An option of imgproxy's language. */
    Arguments(String option, List<String> texts) {
        this("option", option, texts);
    }

    boolean given(int index) {
        return index < texts.size() && !texts.get(index).isEmpty();
    }

    String text(int index) {
        return texts.get(index);
    }

    int count() {
        return texts.size();
    }

    /** All of them as one text. */
    String joined() {
        return String.join(":", texts);
    }

    /** The arguments from {@code index} on; one empty argument if there are none. */
    Arguments from(int index) {
        return new Arguments(kind, option, index < texts.size() ? texts.subList(index, texts.size()) : List.of(""));
    }

    void refuseMoreThan(int most) throws ImageException {
        if (texts.size() > most) {
            throw new ImageException(
                    Problem.BAD_OPTION,
                    named() + " has " + texts.size() + " arguments; it takes at most " + most + ".");
        }
    }

    <T> T read(int index, Reader<T> reader) throws ImageException {
        return reader.read(written(index)).orElseThrow(() -> refusal(written(index), "", reader.accepted()));
    }

    /** @param what the argument's name among several, e.g. {@code width} */
    <T> T read(int index, String what, Reader<T> reader) throws ImageException {
        return reader.read(written(index))
                .orElseThrow(() -> refusal(written(index), " as its " + what, reader.accepted()));
    }

    /** A missing argument is an empty one. */
    private String written(int index) {
        return index < texts.size() ? texts.get(index) : "";
    }

    ImageException refusal(String text, String role, String accepted) {
        return new ImageException(
                Problem.BAD_OPTION,
                named() + " does not accept " + UrlText.quoted(text) + role + "; it takes " + accepted + ".");
    }

    /** The beginning of a sentence about it. */
    String named() {
        return "The " + kind + " " + UrlText.quoted(option);
    }
}
