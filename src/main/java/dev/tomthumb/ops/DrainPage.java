package dev.tomthumb.ops;

import dev.tomthumb.Draining;
import java.util.LinkedHashMap;
import java.util.Map;

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
        Map<String, Object> progress = new LinkedHashMap<>();
        progress.put("draining", draining.isBegun());
        progress.put("seconds", draining.remaining().toMillis() / 1000.0);
        progress.put("underWay", draining.underWay());
        progress.put("done", draining.isDone());
        return PlainJson.text(progress);
    }
}
