package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of several for whom a file is decoded in one go, see {@link BandDecoder#decode(byte[], ImageHeader, List,
 * Scratch)}. What goes wrong in his own sinks or checkpoint ends it for him alone. For one thread at a time.
 */
public final class Taker {
    private final Demand demand;
    private final List<RowSink> sinks;
    private final Checkpoint checkpoint;
    private boolean begun;
    private boolean served;
    private @Nullable Throwable failure;

    /**
     * @param demand what he would have opened the file with
     * @param sinks one for each plane
     * @param checkpoint asked as often as if the file were decoded for him alone
     */
    public Taker(Demand demand, List<RowSink> sinks, Checkpoint checkpoint) {
        this.demand = demand;
        this.sinks = List.copyOf(sinks);
        this.checkpoint = checkpoint;
    }

    /** Something done for this taker. */
    @FunctionalInterface
    public interface Work {
        /** @throws ImageException what one of his sinks throws */
        void run() throws ImageException;
    }

    /** How much he wants, and how finely. */
    public Demand demand() {
        return demand;
    }

    /** Where a plane goes. */
    public RowSink sink(int plane) {
        return sinks.get(plane);
    }

    /** Whether rows shall still come: neither has he got all, nor has something of his own gone wrong. */
    public boolean isOpen() {
        return !served && failure == null;
    }

    /** Asks his checkpoint, unless it is over for him. */
    public void check() {
        if (isOpen()) {
            attempt(checkpoint::check);
        }
    }

    /** Hands him rows; whatever that throws is his alone. */
    public void feed(Work rows) {
        begun = true;
        attempt(rows);
    }

    private void attempt(Work work) {
        try {
            work.run();
        } catch (ImageException | RuntimeException | Error own) { // his alone, whatever it is: others go on
            failure = own;
        }
    }

    /** Says that all he wanted has come. */
    public void serve() {
        served = served || isOpen();
    }

    /**
     * Says that the file cannot be decoded any further. Who has got nothing yet is left as he is: he may want less of the
     * file than what is broken, and finds out by himself.
     */
    public void endedBy(Throwable damage) {
        if (begun && isOpen()) {
            failure = damage;
        }
    }

    /** Whether all he wanted has come. If not, and nothing is wrong, nothing has come: the file is decoded for him alone. */
    public boolean isServed() {
        return served;
    }

    /** @throws ImageException what ended it for him, if something did */
    public void requireNoFailure() throws ImageException {
        if (failure instanceof ImageException refusal) {
            throw refusal;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException unforeseen) {
            throw unforeseen;
        }
    }
}
