package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.List;

/**
 * What stands behind an option's name, and the sentences that refuse it.
 *
 * @param option the option as the URL wrote it
 * @param texts its arguments in order, as written; at least one, which may be empty
 */
record Arguments(String option, List<String> texts) {
    boolean given(int index) {
        return index < texts.size() && !texts.get(index).isEmpty();
    }

    String text(int index) {
        return texts.get(index);
    }

    int count() {
        return texts.size();
    }

    /** The arguments from {@code index} on; one empty argument if there are none. */
    Arguments from(int index) {
        return new Arguments(option, index < texts.size() ? texts.subList(index, texts.size()) : List.of(""));
    }

    void refuseMoreThan(int most) throws ImageException {
        if (texts.size() > most) {
            throw new ImageException(
                    Problem.BAD_OPTION,
                    "The option " + UrlText.quoted(option) + " has " + texts.size() + " arguments; it takes at most "
                            + most + ".");
        }
    }

    <T> T read(int index, Reader<T> reader) throws ImageException {
        return reader.read(text(index)).orElseThrow(() -> refusal(index, "", reader.accepted()));
    }

    /** @param what the argument's name among several, e.g. {@code width} */
    <T> T read(int index, String what, Reader<T> reader) throws ImageException {
        return reader.read(text(index)).orElseThrow(() -> refusal(index, " as its " + what, reader.accepted()));
    }

    private ImageException refusal(int index, String role, String accepted) {
        return refusal(text(index), role, accepted);
    }

    ImageException refusal(String text, String role, String accepted) {
        return new ImageException(
                Problem.BAD_OPTION,
                "The option " + UrlText.quoted(option) + " does not accept " + UrlText.quoted(text) + role
                        + "; it takes " + accepted + ".");
    }
}
