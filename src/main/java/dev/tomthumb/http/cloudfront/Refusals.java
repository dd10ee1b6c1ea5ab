package dev.tomthumb.http.cloudfront;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;

/** Why nobody is let in. Everything is 403, as with CloudFront. */
final class Refusals {
    /** As much of somebody's text as a sentence repeats. */
    private static final int QUOTED_CHARACTERS = 40;

    private Refusals() {}

    /** @param sentence public text, one sentence with its full stop */
    static ImageException denied(String sentence) {
        return new ImageException(Problem.ACCESS_DENIED, sentence);
    }

    /** @param why what is wrong with a custom policy, without a full stop */
    static ImageException policy(String why) {
        return denied("The policy " + why
                + "; accepted is {\"Statement\":[{\"Resource\":…,\"Condition\":{\"DateLessThan\":…}}]}.");
    }

    /** {@code text} in quotes: cut short, and of printable ASCII alone. */
    static String quoted(String text) {
        String shown = text.length() <= QUOTED_CHARACTERS ? text : text.substring(0, QUOTED_CHARACTERS) + "...";
        return '"' + shown.replaceAll("[^\\x20-\\x7e]|\"", "?") + '"';
    }
}
