package dev.tomthumb.pipeline;

import dev.tomthumb.codec.AnimationDecoder;
import dev.tomthumb.codec.AnimationEncoder;
import dev.tomthumb.codec.AnimationWriter;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Frame;
import dev.tomthumb.codec.Frames;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One render of several frames: one after the other through the same plan, or together as one tall picture. */
final class FramesRendering {
    private final RenderJob.Making each;
    private final Sequence sequence;
    private final Codecs codecs;
    private final List<Step> steps;
    private final Finish finish;
    private final Deadline deadline;
    private final ScratchPool scratches;
    private final Stopwatch watch;

    FramesRendering(
            RenderJob.Moving job,
            Codecs codecs,
            List<Step> steps,
            Finish finish,
            Deadline deadline,
            ScratchPool scratches,
            Stopwatch watch) {
        this.each = job.each();
        this.sequence = job.frames();
        this.codecs = codecs;
        this.steps = steps;
        this.finish = finish;
        this.deadline = deadline;
        this.scratches = scratches;
        this.watch = watch;
    }

    Rendered run() throws ImageException {
        deadline.check();
        return sequence.moves() ? moving() : standing(opened());
    }

    /** The frame, or the frames under each other, as they would be written. */
    Pixels pixels() throws ImageException {
        return finished(stood());
    }

    /** The plan for them, once they have been looked at as far as that is needed. */
    RenderPlan plan() throws ImageException {
        if (!Looking.isNeeded(each.plan())) {
            return each.plan();
        }
        Pixels seen = stood();
        try (Scratch scratch = scratches.lease()) {
            return new Chain(each.passes(), steps, deadline, scratch).seen(each.plan(), 0, seen);
        }
    }

    private Pixels stood() throws ImageException {
        deadline.check();
        return stood(opened());
    }

    private Frames opened() throws ImageException {
        AnimationDecoder decoder = codecs.animationDecoder(each.source()).orElseThrow();
        try (Stopwatch.Part decoding = watch.in(Stage.DECODE)) {
            return watch.decoding(decoder.open(each.original(), codecs.header(each.original())));
        }
    }

    /** In one format, or in several of which the smallest file wins. */
    private Rendered moving() throws ImageException {
        List<FilePlan> plans = each.files();
        if (plans.size() == 1) {
            return moving(plans.get(0));
        }
        List<FilePlan> tried = finish.worthTrying(finished(next(opened())), plans);
        Rendered smallest = moving(tried.get(0));
        for (FilePlan plan : tried.subList(1, tried.size())) {
            Rendered made = moving(plan);
            smallest = made.bytes().length < smallest.bytes().length ? made : smallest;
        }
        return smallest;
    }

    private Rendered moving(FilePlan plan) throws ImageException {
        if (plan.isStraight()) {
            return written(plan.format(), plan.encoding());
        }
        Pixels first = finished(next(opened()));
        byte[] file = finish.moving(
                plan,
                first,
                quality -> written(plan.format(), plan.encoding().withQuality(quality))
                        .bytes());
        return new Rendered(plan.format(), Optional.of(new Size(first.width(), first.height())), file);
    }

    /** All frames from the beginning: to keep them for another try would take a multiple of the memory. */
    private Rendered written(ImageFormat format, Encoding encoding) throws ImageException {
        Frames frames = opened();
        Optional<Frame> first = frames.next();
        requireSome(first);
        Pixels finished = finished(first.get().pixels());
        Size size = new Size(finished.width(), finished.height());
        AnimationEncoder encoder = codecs.animationEncoder(format).orElseThrow();
        AnimationWriter writer = watch.encoding(encoder.begin(size, frames.plays(), encoding));
        writer.add(new Frame(finished, first.get().delayMillis()));
        for (int i = 1; i < sequence.count(); i++) {
            deadline.check();
            Optional<Frame> frame = frames.next();
            if (frame.isEmpty()) {
                break;
            }
            writer.add(new Frame(finished(frame.get().pixels()), frame.get().delayMillis()));
        }
        deadline.check();
        return new Rendered(format, Optional.of(size), writer.finish());
    }

    private Rendered standing(Frames frames) throws ImageException {
        return finish.file(finished(stood(frames)), each.files());
    }

    private Pixels stood(Frames frames) throws ImageException {
        for (int i = 0; i < sequence.first(); i++) {
            deadline.check();
            frames.next();
        }
        return stacked(frames);
    }

    private Pixels finished(Pixels frame) throws ImageException {
        try (Scratch scratch = scratches.lease()) {
            return new Chain(each.passes(), steps, deadline, scratch)
                    .through(frame, each.plan().original(), 0, codecs.encoder(each.output()), each.memory());
        }
    }

    private Pixels stacked(Frames frames) throws ImageException {
        if (sequence.count() == 1) {
            return next(frames);
        }
        Size size = each.plan().original().size();
        Pixels tall = Plane.interleaved(
                Layout.RGB_ALPHA,
                new byte[Math.toIntExact(size.pixels() * Layout.RGB_ALPHA.planes())],
                size.width(),
                size.height());
        int height = size.height() / sequence.count();
        for (int i = 0; i < sequence.count(); i++) {
            deadline.check();
            copy(next(frames), tall, i * height);
        }
        return tall;
    }

    private static Pixels next(Frames frames) throws ImageException {
        Optional<Frame> frame = frames.next();
        requireSome(frame);
        return frame.get().pixels();
    }

    private static void requireSome(Optional<Frame> frame) throws ImageException {
        if (frame.isEmpty()) {
            throw new ImageException(Problem.BROKEN_IMAGE, "The original ends before the frame that was asked for.");
        }
    }

    private static void copy(Pixels frame, Pixels tall, int top) {
        List<Plane> planes = new ArrayList<>(frame.colors());
        byte[] row = new byte[frame.width()];
        for (int i = 0; i < Layout.RGB.planes(); i++) {
            Plane from = planes.get(Math.min(i, planes.size() - 1));
            for (int y = 0; y < frame.height(); y++) {
                from.readRow(y, row);
                set(tall.planes().get(i), top + y, row);
            }
        }
        java.util.Arrays.fill(row, (byte) -1);
        for (int y = 0; y < frame.height(); y++) {
            if (frame.layout().hasAlpha()) {
                frame.alpha().readRow(y, row);
            }
            set(tall.alpha(), top + y, row);
        }
    }

    private static void set(Plane plane, int y, byte[] row) {
        for (int x = 0; x < row.length; x++) {
            plane.set(x, y, row[x]);
        }
    }
}
