package dev.tomthumb.dialect;

import dev.tomthumb.model.InfoSpec;
import dev.tomthumb.model.InfoSpec.Fact;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Collects what is to be told about an original; at first what imgproxy tells when nothing is said. */
final class InfoBuilder {
    private final Set<Fact> facts = EnumSet.of(Fact.SIZE, Fact.FORMAT, Fact.DIMENSIONS, Fact.EXIF, Fact.IPTC, Fact.XMP);

    OptionalInt palette = OptionalInt.empty();
    int blurAcross;
    int blurDown;
    List<String> hashsums = List.of();

    void tell(Fact fact, boolean told) {
        if (told) {
            facts.add(fact);
        } else {
            facts.remove(fact);
        }
    }

    /** What is said about a fact that is not told does not count, so that one meaning has one key. */
    InfoSpec spec() {
        Set<Fact> told = EnumSet.copyOf(facts);
        together(told, Fact.EXIF, Fact.CANONICAL_NAMES);
        together(told, Fact.ALPHA, Fact.TRANSPARENCY);
        together(told, Fact.AVERAGE, Fact.AVERAGE_OF_ALL);
        together(told, Fact.DOMINANT_COLORS, Fact.BUILD_MISSED);
        boolean blurred = blurAcross > 0 && blurDown > 0;
        return new InfoSpec(
                told,
                palette,
                blurred ? Optional.of(new InfoSpec.BlurComponents(blurAcross, blurDown)) : Optional.empty(),
                hashsums);
    }

    private static void together(Set<Fact> told, Fact fact, Fact how) {
        if (!told.contains(fact)) {
            told.remove(how);
        }
    }
}
