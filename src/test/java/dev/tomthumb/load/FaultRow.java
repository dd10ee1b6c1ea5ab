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
 * @param after the first good answer after the fault ended, or the last bad one
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
        return List.of(fault.told(), state.told(), told(first), told(again), told(after));
    }

    String[] cells() {
        return new String[] {
            fault.told(),
            state.told(),
            told(first),
            seconds(first.millis() / 1000),
            told(again),
            told(after) + (wellAfterSeconds < 1 ? "" : ", after " + seconds(wellAfterSeconds))
        };
    }

    private static String seconds(double seconds) {
        return seconds < 0.25 ? "at once" : String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private String told(Answer answer) {
        if (answer.status() == 0) {
            return "no answer";
        }
        boolean other = answer.status() == 200 && kept.length > 0 && !Arrays.equals(kept, answer.body());
        return answer.status() + " " + answer.result() + (other ? ", the other picture" : "");
    }
}
