package dev.tomthumb.engine.warm;

import dev.tomthumb.engine.Order;
import dev.tomthumb.engine.Outcome;
import java.util.concurrent.CompletableFuture;

/** As much of the engine as warming needs. */
public interface Kitchen {
    /** Whether nothing is being made, nor waits to be, but {@code own} renditions for nobody yet. */
    boolean isIdleBut(int own);

    /** Whether the rendition is kept already. */
    boolean has(Order order);

    /** Makes it as for a visitor. */
    CompletableFuture<Outcome> make(Order order);
}
