package dev.tomthumb.markup;

import java.util.concurrent.CompletionStage;

/** What is known about an original right now. */
public sealed interface Answer {
    /** All that was asked. */
    record Known(OriginalFacts facts) implements Answer {}

    /** There is no such original. */
    record Missing() implements Answer {}

    /** Nobody can tell just now. */
    record Unknown() implements Answer {}

    /** Nobody will be told, however often he asks: a picture that is made for each visitor, or shown to some only. */
    record Untold() implements Answer {}

    /**
     * It is being asked.
     *
     * @param stage completes with one of the others, never exceptionally, whether anybody waits or not
     */
    record Pending(CompletionStage<Answer> stage) implements Answer {}
}
