package dev.tomthumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.CacheKey;
import org.junit.jupiter.api.Test;

class AbsencesTest {
    private static final CacheKey KEY = new CacheKey("a one", "one");

    private final Absences absences = new Absences();

    @Test
    void nothingIsKnownOfWhatNobodyAskedFor() {
        assertThat(absences.isKnown(KEY)).isFalse();
    }

    @Test
    void anAbsenceIsKnownUntilSomethingIsPutThere() {
        absences.note(KEY, absences.before(KEY));
        assertThat(absences.isKnown(KEY)).isTrue();
        assertThat(absences.isKnown(new CacheKey("b one", "one"))).isFalse();

        absences.end(KEY);

        assertThat(absences.isKnown(KEY)).isFalse();
    }

    /** What was put between the question and its answer may have been overlooked. */
    @Test
    void anAbsenceIsNotKnownIfSomethingWasPutWhileTheCacheWasAsked() {
        long before = absences.before(KEY);
        absences.end(KEY);
        absences.note(KEY, before);

        assertThat(absences.isKnown(KEY)).isFalse();
    }
}
