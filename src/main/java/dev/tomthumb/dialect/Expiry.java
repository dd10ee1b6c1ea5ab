package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** URLs that end. */
public final class Expiry {
    private Expiry() {}

    /**
     * @param expires in whole seconds; the URL is good until that second is over
     * @throws ImageException {@link Problem#EXPIRED}, naming when
     */
    public static void refusePast(Optional<Instant> expires, InstantSource clock) throws ImageException {
        if (expires.isPresent()
                && clock.instant().getEpochSecond() > expires.get().getEpochSecond()) {
            throw new ImageException(Problem.EXPIRED, "This URL expired at " + expires.get() + ".");
        }
    }
}
