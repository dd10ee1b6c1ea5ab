package dev.tomthumb.ops;

import static jakarta.servlet.http.HttpServletResponse.SC_ACCEPTED;
import static jakarta.servlet.http.HttpServletResponse.SC_OK;

import dev.tomthumb.Tomthumb;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The pages that change something, by POST. */
final class Changes {
    static final String WARM = "/warm";
    private static final String PURGE = "/purge";
    private static final String EVENTS = "/events/s3";
    private static final String STOP = "/warm/stop";
    static final String DRAIN = "/drain";
    private static final String STAY = "/drain/stop";

    private final PurgePage purge;
    private final EventsPage events;
    private final WarmPage warm;
    private final DrainPage drain;

    Changes(Tomthumb tomthumb) {
        this.purge = new PurgePage(tomthumb.purges());
        this.events = new EventsPage(tomthumb.purges());
        this.warm = new WarmPage(tomthumb);
        this.drain = new DrainPage(tomthumb.draining());
    }

    /** Done. @param body JSON */
    record Done(int status, String body) {}

    /** Those that take nothing but POST. */
    static boolean isPostOnly(String page) {
        return Set.of(PURGE, EVENTS, STOP, STAY).contains(page);
    }

    /** Whether programs of others post there, which know no other way to say who they are than a password. */
    static boolean takesPasswords(String page) {
        return page.equals(EVENTS);
    }

    /** Whether nothing of it may be done where its answer cannot be written, for lack of JSON-java. */
    static boolean needsJson(String page) {
        return Set.of(PURGE, EVENTS, WARM, STOP).contains(page);
    }

    /** @return empty if there is no such page */
    Optional<Done> post(String page, HttpServletRequest request) throws IOException, MistakeException {
        return switch (page) {
            case PURGE -> Optional.of(new Done(SC_OK, purge.post(request)));
            case EVENTS -> Optional.of(new Done(SC_OK, events.post(request)));
            case WARM -> Optional.of(new Done(SC_ACCEPTED, warm.post(request)));
            case STOP -> Optional.of(new Done(SC_OK, warm.stop()));
            case DRAIN -> Optional.of(new Done(SC_ACCEPTED, drain.begin()));
            case STAY -> Optional.of(new Done(SC_OK, drain.end()));
            default -> Optional.empty();
        };
    }

    String drainProgress() {
        return drain.progress();
    }

    String warmProgress() {
        return warm.progress();
    }
}
