package dev.tomthumb.ops;

import dev.tomthumb.Draining;
import org.json.JSONObject;

/** {@code /tomthumb/drain}: whether this server leaves, and whether it may be stopped yet. */
final class DrainPage {
    private final Draining draining;

    DrainPage(Draining draining) {
        this.draining = draining;
    }

    String begin() {
        draining.begin();
        return progress();
    }

    String end() {
        draining.end();
        return progress();
    }

    /** The health page of a server that leaves. */
    static String text(Draining draining) {
        return "Tomthumb is draining\n" + draining.remaining().toSeconds() + " s left, " + draining.underWay()
                + " pictures under way\n";
    }

    /** {@code done} once it may be stopped; {@code seconds} until then at least. */
    String progress() {
        return new JSONObject()
                        .put("draining", draining.isBegun())
                        .put("seconds", draining.remaining().toMillis() / 1000.0)
                        .put("underWay", draining.underWay())
                        .put("done", draining.isDone())
                + "\n";
    }
}
