package dev.tomthumb.engine;

import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import java.util.List;
import java.util.Set;

/**
 * What is made in place of a picture whose original cannot be had.
 *
 * @param originals tried one after the other
 * @param faults for which of the original's faults
 */
public record StandIns(List<SourceRef> originals, Set<Problem> faults) {
    /** Nothing: the fault is the answer. */
    public static final StandIns NONE = new StandIns(List.of(), Set.of());

    public StandIns {
        originals = List.copyOf(originals);
        faults = Set.copyOf(faults);
    }

    boolean serve(Problem fault) {
        return !originals.isEmpty() && faults.contains(fault);
    }

    /** Those that are left after the first. */
    StandIns afterFirst() {
        return new StandIns(originals.subList(1, originals.size()), faults);
    }
}
