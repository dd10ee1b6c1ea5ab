package dev.tomthumb.ops;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who has logged in to the console. Sessions of our own and not the container's: a host application counts those, puts
 * them into its URLs, replicates them, and lets its own pages read them. They live in memory, end after a fixed time
 * however busy they are, and with a restart; of more than {@value #MOST} the oldest ends.
 */
final class ConsoleSessions {
    private static final int MOST = 64;
    /** 256 bits. */
    private static final int RANDOM_BYTES = 32;

    private final InstantSource clock;
    private final Duration lasting;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    ConsoleSessions(InstantSource clock, Duration lasting) {
        this.clock = clock;
        this.lasting = lasting;
    }

    /**
     * One login.
     *
     * @param id what the cookie holds
     * @param csrf what pages of other sites do not know: comes in a header with everything that changes something
     * @param byRole whether the container knew the visitor, which then has to be so every time
     * @param end it is over
     */
    record Session(String id, String csrf, boolean byRole, Instant end) {
        /** In a time that does not tell how much of it was right. */
        boolean hasCsrf(String text) {
            return MessageDigest.isEqual(csrf.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
        }
    }

    synchronized Session begin(boolean byRole) {
        forgetEnded();
        if (sessions.size() >= MOST) {
            Iterator<String> oldest = sessions.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        Session session = new Session(word(), word(), byRole, clock.instant().plus(lasting));
        sessions.put(session.id(), session);
        return session;
    }

    synchronized Optional<Session> find(String id) {
        return Optional.ofNullable(sessions.get(id))
                .filter(session -> clock.instant().isBefore(session.end()));
    }

    synchronized void end(String id) {
        sessions.remove(id);
    }

    synchronized int size() {
        return sessions.size();
    }

    private void forgetEnded() {
        sessions.values().removeIf(session -> !clock.instant().isBefore(session.end()));
    }

    private String word() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
