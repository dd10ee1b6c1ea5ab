package dev.tomthumb;

import dev.tomthumb.engine.ImageEngine;
import dev.tomthumb.engine.Order;
import dev.tomthumb.engine.Outcome;
import dev.tomthumb.engine.warm.Kitchen;
import java.util.concurrent.CompletableFuture;

/** The engine as warming sees it. */
final class EngineKitchen implements Kitchen {
    private final ImageEngine engine;

    EngineKitchen(ImageEngine engine) {
        this.engine = engine;
    }

    @Override
    public boolean isIdleBut(int own) {
        return engine.queued() == 0 && engine.working() <= own;
    }

    @Override
    public boolean has(Order order) {
        return engine.lookup(order.image(), order.partition()).isPresent();
    }

    @Override
    public CompletableFuture<Outcome> make(Order order) {
        return engine.produce(order);
    }
}
