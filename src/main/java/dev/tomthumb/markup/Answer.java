package dev.tomthumb.markup;

import java.util.concurrent.CompletionStage;

/** What is known about an original right now. */
public sealed interface Answer {
    /** All that was asked. */
    record Known(OriginalFacts facts) implements Answer {}

    /** There is no such original. */
    record Missing() implements Answer {}

    /** Nobody can tell, or nobody may. */
    record Unknown() implements Answer {}

    /**
     * It is being asked.
     *
     * @param stage completes with one of the others, never exceptionally, whether anybody waits or not
     */
    record Pending(CompletionStage<Answer> stage) implements Answer {}
}
