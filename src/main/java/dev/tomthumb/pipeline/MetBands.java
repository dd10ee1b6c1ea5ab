package dev.tomthumb.pipeline;

import dev.tomthumb.codec.BandDecoder;
import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.codec.Taker;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Stage;
import java.util.List;

/** Bands of one of the renders of a {@link SharedDecode}. */
final class MetBands implements Bands {
    private final SharedDecode.Seat seat;
    private final Bands alone;
    private final Demand demand;
    private final SharedDecode.Decode decode;
    private final Deadline deadline;
    private final Stopwatch watch;

    private MetBands(
            SharedDecode.Seat seat,
            Bands alone,
            Demand demand,
            SharedDecode.Decode decode,
            Deadline deadline,
            Stopwatch watch) {
        this.seat = seat;
        this.alone = alone;
        this.demand = demand;
        this.decode = decode;
        this.deadline = deadline;
        this.watch = watch;
    }

    /**
     * The others of {@code seat}.
     *
     * @param file the original
     * @param scratches where the arrays of a decode for all come from: they belong to none of them alone
     */
    static Meeting at(SharedDecode.Seat seat, byte[] file, ScratchPool scratches, Deadline deadline, Stopwatch watch) {
        return (BandDecoder decoder, ImageHeader header, Demand demand, Bands bands) -> {
            SharedDecode.Decode forAll = takers -> {
                try (Scratch scratch = scratches.lease()) {
                    decoder.decode(file, header, takers, scratch);
                }
            };
            return new MetBands(seat, bands, demand, forAll, deadline, watch);
        };
    }

    @Override
    public Layout layout() {
        return alone.layout();
    }

    @Override
    public boolean isDeep() {
        return alone.isDeep();
    }

    @Override
    public List<Grid> grids() {
        return alone.grids();
    }

    @Override
    public void decode(List<RowSink> sinks, Checkpoint checkpoint) throws ImageException {
        Taker taker = new Taker(demand, sinks, seat.checkpoint(checkpoint));
        seat.meet(taker, decode, deadline);
        taker.requireNoFailure();
        if (!seat.computes()) {
            try (Stopwatch.Part waiting = watch.in(Stage.MEMORY)) {
                seat.goOn();
            }
        }
        if (!taker.isServed()) {
            alone.decode(sinks, checkpoint);
        }
    }
}
