package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.Taker;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a file for all who want it. The coefficients that anybody needs are decoded once; each makes his own
 * samples of them, with a transform of his own scale, for a smaller one uses a corner of the same coefficients.
 */
final class JpegPass {
    private final List<Coefficients> coefficients;
    private final BandSource source;
    /** Those for whom it is not over. */
    private final List<Part> parts = new ArrayList<>();
    /** What ends the pass from within when nobody is left. */
    private @Nullable ImageException end;

    private JpegPass(List<Coefficients> coefficients, BandSource source) {
        this.coefficients = coefficients;
        this.source = source;
    }

    /**
     * Gets ready.
     *
     * @param size of the picture, as its header was read to say
     * @param lenient whether what is missing becomes grey
     */
    static JpegPass over(byte[] file, Size size, boolean lenient, List<Taker> takers, Scratch scratch)
            throws ImageException {
        ScanIndex index = ScanIndex.of(file, size);
        Frame frame = index.frame();
        if (index.scans().isEmpty() || !lenient && !index.coversAll()) {
            throw Refusals.cutOff();
        }
        Demand all = Demand.union(takers.stream().map(Taker::demand).toList());
        List<Coefficients> coefficients = PlaneGeometry.ofAll(frame, all).stream()
                .map(geometry -> new Coefficients(geometry, scratch))
                .toList();
        BandSource source = frame.progressive()
                ? new ProgressiveSource(file, index, coefficients, lenient, scratch)
                : new SequentialSource(file, index, coefficients, lenient, scratch);
        JpegPass pass = new JpegPass(coefficients, source);
        for (Taker taker : takers) {
            pass.parts.add(pass.part(taker, index, takers.size() == 1, scratch));
        }
        return pass;
    }

    private Part part(Taker taker, ScanIndex index, boolean alone, Scratch scratch) throws ImageException {
        List<PlaneRows> planes = new ArrayList<>();
        for (PlaneGeometry geometry : PlaneGeometry.ofAll(index.frame(), taker.demand())) {
            FrameComponent component = geometry.component();
            QuantTable steps = index.quantization(component).orElseGet(QuantTable::none);
            planes.add(new PlaneRows(geometry, steps, coefficients.get(component.index()), alone, scratch));
        }
        return new Part(taker, planes);
    }

    /** Decodes until each taker has got what he wants, or cannot take it. */
    void run() throws ImageException {
        try {
            source.prepare(this::check);
            int first = coefficients.get(0).geometry().firstBand();
            for (int band = 0; !parts.isEmpty(); band++) {
                check();
                source.band(band, band >= first);
                emit(band);
            }
        } catch (ImageException thrown) {
            if (thrown != end) {
                throw thrown;
            }
        }
    }

    /** Ends the pass if nobody is left. */
    private void check() throws ImageException {
        for (Part part : parts) {
            part.taker.check();
        }
        parts.removeIf(part -> !part.taker.isOpen());
        if (parts.isEmpty()) {
            end = new ImageException(Problem.TIMEOUT, "Nobody is left who wants the picture.");
            throw end;
        }
    }

    private void emit(int band) {
        for (Part part : parts) {
            if (part.wants(band)) {
                part.emit(band);
            }
        }
        parts.removeIf(part -> !part.taker.isOpen());
    }

    /** One taker, and how his samples are made. */
    private static final class Part {
        private final Taker taker;
        private final List<PlaneRows> planes;
        private final int first;
        private final int end;

        Part(Taker taker, List<PlaneRows> planes) {
            this.taker = taker;
            this.planes = planes;
            this.first = planes.get(0).geometry().firstBand();
            this.end = planes.get(0).geometry().endBand();
        }

        boolean wants(int band) {
            return band >= first && band < end;
        }

        void emit(int band) {
            taker.feed(() -> {
                for (int i = 0; i < planes.size(); i++) {
                    planes.get(i).emit(band, taker.sink(i));
                }
            });
            if (band == end - 1) {
                taker.serve();
            }
        }
    }
}
