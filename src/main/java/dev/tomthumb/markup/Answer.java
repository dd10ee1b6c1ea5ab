package dev.tomthumb.markup;

import java.util.concurrent.CompletionStage;

/** What is known about an original right now. */
public sealed interface Answer {
    /** All that was asked. */
    record Known(OriginalFacts facts) implements Answer {}

    /** There is no such original. */
    record Missing() implements Answer {}

    /** It is not served by whoever is asked: no URL of his shows it, whatever is added to it. */
    record Unserved() implements Answer {}

    /** Not known yet; the next page will know. */
    record Unknown() implements Answer {}

    /**
     * Facts will not come for this page nor for the next: a picture that is made for each visitor or shown to some only, a
     * file that is none, somebody to ask who is not there or does not say.
     */
    record Untold() implements Answer {}

    /**
     * It is being asked.
     *
     * @param stage completes with one of the others, never exceptionally, whether anybody waits or not
     */
    record Pending(CompletionStage<Answer> stage) implements Answer {}
}
