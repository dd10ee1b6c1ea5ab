package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.OutputOptions.Autoquality;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Stage;
import dev.tomthumb.pixel.measure.Dissimilarity;
import java.util.List;
import java.util.Optional;

/**
 * From finished pixels to a file: as often as it takes, of which the deadline is asked between two tries (imgproxy
 * pipeline, section 7).
 */
final class Finish {
    /** No file becomes worse than this for the sake of its size. */
    private static final int LEAST_QUALITY = 10;

    private final Codecs codecs;
    private final FileRules rules;
    private final Deadline deadline;
    private final Stopwatch watch;

    /** @param watch counts all tries as encoding */
    Finish(Codecs codecs, FileRules rules, Deadline deadline, Stopwatch watch) {
        this.watch = watch;
        this.codecs = codecs;
        this.rules = rules;
        this.deadline = deadline;
    }

    /** A file, and the quality it was written with. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Try(int quality, byte[] file) {}

    /**
     * The file; of several plans the smallest of those that are worth trying.
     *
     * @param plans at least one
     */
    Rendered file(Pixels pixels, List<FilePlan> plans) throws ImageException {
        try (Stopwatch.Part encoding = watch.in(Stage.ENCODE)) {
            return smallest(pixels, plans);
        }
    }

    /** Of several plans those that are worth trying, at least one. */
    List<FilePlan> worthTrying(Pixels pixels, List<FilePlan> plans) {
        return plans.size() == 1 ? plans : BestFormat.worthTrying(plans, pixels, rules.best());
    }

    private Rendered smallest(Pixels pixels, List<FilePlan> plans) throws ImageException {
        List<FilePlan> tried = worthTrying(pixels, plans);
        Size size = new Size(pixels.width(), pixels.height());
        Rendered smallest = rendered(pixels, tried.get(0), size);
        for (FilePlan plan : tried.subList(1, tried.size())) {
            Rendered next = rendered(pixels, plan, size);
            smallest = next.bytes().length < smallest.bytes().length ? next : smallest;
        }
        return smallest;
    }

    private Rendered rendered(Pixels pixels, FilePlan plan, Size size) throws ImageException {
        Pixels colored = plan.space().isPresent()
                ? codecs.color().fromSrgb(pixels, plan.space().get())
                : pixels;
        Writer writer = still(plan, colored);
        Try first = plan.search().isPresent() && isSearched(plan, size)
                ? searched(writer, plan, plan.search().get(), colored)
                : writer.write(plan.encoding().quality());
        return new Rendered(plan.format(), Optional.of(size), notLarger(plan, writer, first).file);
    }

    /**
     * The file of an animation. A likeness is searched for in its first frame, for nobody looks at the others as long; a
     * size in all of it.
     *
     * @param first frame, finished
     * @param maker writes all frames with a quality
     */
    byte[] moving(FilePlan plan, Pixels first, Maker maker) throws ImageException {
        Writer writer = new Writer(maker);
        Size size = new Size(first.width(), first.height());
        Try written = plan.search().isPresent() && isSearched(plan, size)
                ? searchedMoving(writer, plan, plan.search().get(), first)
                : writer.write(plan.encoding().quality());
        return notLarger(plan, writer, written).file;
    }

    private Try searchedMoving(Writer writer, FilePlan plan, Autoquality search, Pixels first) throws ImageException {
        return search.method() == Autoquality.Method.SIZE
                ? ofSize(writer, search)
                : writer.write(ofLikeness(still(plan, first), plan, search, first).quality);
    }

    private static Try notLarger(FilePlan plan, Writer writer, Try first) throws ImageException {
        return plan.maxBytes().isPresent() && plan.hasQuality()
                ? within(plan.maxBytes().getAsInt(), writer, first)
                : first;
    }

    private Writer still(FilePlan plan, Pixels pixels) throws ImageException {
        Encoder encoder = codecs.encoder(plan.format());
        return new Writer(quality -> encoder.encode(pixels, plan.encoding().withQuality(quality)));
    }

    private boolean isSearched(FilePlan plan, Size size) {
        return plan.hasQuality()
                && size.pixels() <= rules.search().maxPixels().orElse(Integer.MAX_VALUE)
                && codecs.readable().contains(plan.format());
    }

    /** Writes a file with a quality. */
    @FunctionalInterface
    interface Maker {
        byte[] file(int quality) throws ImageException;
    }

    /** Writes the same pixels again and again. */
    private final class Writer {
        private final Maker maker;

        Writer(Maker maker) {
            this.maker = maker;
        }

        Try write(int quality) throws ImageException {
            deadline.check();
            return new Try(quality, maker.file(quality));
        }
    }

    /** The last try is returned even if it is still too large. */
    private static Try within(int maxBytes, Writer writer, Try first) throws ImageException {
        Try last = first;
        while (last.file.length > maxBytes && last.quality > LEAST_QUALITY) {
            last = writer.write(lower(last.quality, (double) last.file.length / maxBytes));
        }
        return last;
    }

    /** The next quality for a file that is {@code ratio} times too large. */
    static int lower(int quality, double ratio) {
        double factor = ratio > 3 ? 0.25 : ratio > 1.5 ? 0.5 : 0.75;
        return Math.max(1, Math.min(quality - 1, (int) Math.round(quality * factor)));
    }

    private Try searched(Writer writer, FilePlan plan, Autoquality search, Pixels pixels) throws ImageException {
        return search.method() == Autoquality.Method.SIZE
                ? ofSize(writer, search)
                : ofLikeness(writer, plan, search, pixels);
    }

    /** The best file that is not larger than the target, else the smallest there is; at most eight tries. */
    private static Try ofSize(Writer writer, Autoquality search) throws ImageException {
        Try found = writer.write(search.most());
        int low = search.least();
        int high = search.most() - 1;
        if (found.file.length <= search.target()) {
            return found;
        }
        while (low <= high) {
            int middle = (low + high) / 2;
            Try next = writer.write(middle);
            if (next.file.length <= search.target()) {
                found = next;
                low = middle + 1;
            } else {
                found = found.file.length > search.target() && next.quality < found.quality ? next : found;
                high = middle - 1;
            }
        }
        return found;
    }

    /**
     * The first file found that is as unlike the pixels as the target says, give or take the error allowed; else the
     * lowest quality that is no more unlike, else the highest there is. At most eight tries.
     */
    private Try ofLikeness(Writer writer, FilePlan plan, Autoquality search, Pixels pixels) throws ImageException {
        Dissimilarity from = Dissimilarity.from(pixels);
        Optional<Try> found = Optional.empty();
        int low = search.least();
        int high = search.most();
        while (low <= high) {
            int middle = (low + high) / 2;
            Try next = writer.write(middle);
            double unlike = from.of(decoded(plan, next.file));
            if (Math.abs(unlike - search.target()) <= search.allowedError()) {
                return next;
            }
            if (unlike < search.target()) {
                found = Optional.of(next);
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return found.isPresent() ? found.get() : writer.write(search.most());
    }

    private Pixels decoded(FilePlan plan, byte[] file) throws ImageException {
        return codecs.decoder(plan.format()).decode(file, codecs.header(file));
    }
}
