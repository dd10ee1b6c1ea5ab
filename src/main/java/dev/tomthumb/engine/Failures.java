package dev.tomthumb.engine;

import java.util.concurrent.CompletionException;

/** What stages fail with. */
final class Failures {
    private Failures() {}

    /** The failure itself, without the wrapping that it gets on its way from one stage to the next. */
    static Throwable bare(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
