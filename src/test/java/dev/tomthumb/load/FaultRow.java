package dev.tomthumb.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What visitors of one picture saw of one fault of its origin.
 *
 * @param kept what had been sent before the fault; empty if nothing
 * @param first the first answer after the fault began
 * @param again the answer to the same question, right after it
 * @param after the first answer after the fault ended that was neither an error nor stale, or the last one
 * @param wellAfterSeconds from the fault's end to that answer
 */
@SuppressWarnings("ArrayRecordComponent")
record FaultRow(
        Fault fault, State state, byte[] kept, Answer first, Answer again, Answer after, double wellAfterSeconds) {

    /** How the cache stood to the picture before the fault. */
    enum State {
        FRESH("kept, fresh", "max-age=3600"),
        OVER("kept, its time over", "max-age=1"),
        NEW("not kept", "max-age=3600");

        private final String told;
        private final String cacheControl;

        State(String told, String cacheControl) {
            this.told = told;
            this.cacheControl = cacheControl;
        }

        /** In words, for a table. */
        String told() {
            return told;
        }

        /** What the origin says of such a picture. */
        String cacheControl() {
            return cacheControl;
        }
    }

    /** Headings of {@link #cells}. */
    static Table table() {
        return new Table("origin", "picture", "answer", "time", "asked again", "when the origin is well");
    }

    /** What does not depend on how busy the machine is. */
    List<String> outcome() {
        return List.of(fault.told(), state.told(), told(first), told(again), well());
    }

    String[] cells() {
        return new String[] {
            fault.told(),
            state.told(),
            told(first),
            seconds(first.millis() / 1000),
            told(again),
            well() + " after " + seconds(wellAfterSeconds)
        };
    }

    /** Whether an answer is as if nothing had happened. */
    static boolean isWell(Answer answer) {
        return answer.status() == 200 && !answer.result().equals("StaleHit");
    }

    /** Not the word of X-Cache: whether the second of {@code max-age=1} is over once more is chance. */
    private String well() {
        if (!isWell(after)) {
            return told(after);
        }
        return isOther(after) ? "200, the other picture," : "200";
    }

    private boolean isOther(Answer answer) {
        return answer.status() == 200 && kept.length > 0 && !Arrays.equals(kept, answer.body());
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private String told(Answer answer) {
        if (answer.status() == 0) {
            return "no answer";
        }
        return answer.status() + " " + answer.result() + (isOther(answer) ? ", the other picture" : "");
    }
}
