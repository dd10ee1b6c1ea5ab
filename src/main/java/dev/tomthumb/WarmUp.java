package dev.tomthumb;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.pipeline.Deadline;
import dev.tomthumb.pipeline.RenderJob;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.pipeline.Renderer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Renders a drawn picture some dozens of times after the start, in the background and with the least priority: until the
 * JVM has compiled the inner loops a thumbnail takes ten times its usual time, and no visitor should have to wait for
 * that. What is made is thrown away; no cache and no counter sees it.
 */
final class WarmUp implements AutoCloseable {
    private static final Logger LOG = System.getLogger(WarmUp.class.getName());
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1200;
    /** What so many do for the first visitor is in docs/performance.md; more has not been tried. */
    private static final int ROUNDS = 24;
    /** A machine too slow or too busy for it is better left alone. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Codecs codecs;
    private final Renderer renderer;
    private final RenderPermits permits;
    private final InstantSource clock;
    private final ExecutorService executor;

    WarmUp(Codecs codecs, Renderer renderer, RenderPermits permits, InstantSource clock) {
        this.codecs = codecs;
        this.renderer = renderer;
        this.permits = permits;
        this.clock = clock;
        this.executor = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread thread = new Thread(null, work, "tomthumb-warm-up", 0, false);
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.setContextClassLoader(WarmUp.class.getClassLoader());
            return thread;
        });
    }

    /** Begins; returns at once. */
    WarmUp start() {
        executor.execute(() -> {
            try {
                run();
            } catch (ImageException | RuntimeException | LinkageError failure) {
                LOG.log(Level.DEBUG, "The warm-up ended early; pictures are only slower at first", failure);
            }
        });
        return this;
    }

    /** Renders until everything is warm, the time is over, or the thread is interrupted. */
    void run() throws ImageException {
        long start = System.nanoTime();
        Deadline deadline = Deadline.in(LIMIT, clock);
        byte[] original = original();
        for (int round = 0; round < ROUNDS && !Thread.currentThread().isInterrupted(); round++) {
            render(original, 160 + 40 * (round % 16), ImageFormat.JPEG, deadline);
            if (round % 8 == 0 && codecs.writable().contains(ImageFormat.WEBP)) {
                render(original, 320, ImageFormat.WEBP, deadline);
            }
        }
        LOG.log(Level.DEBUG, "Warmed up in {0} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    private void render(byte[] original, int width, ImageFormat format, Deadline deadline) throws ImageException {
        RenderJob job = renderer.prepare(original, request(width, format));
        try (RenderPermits.Permit permit = permits.acquire(job.memory(), deadline)) {
            renderer.run(job, deadline);
        }
    }

    private static ImageRequest request(int width, ImageFormat format) {
        Resize resize = new Resize(Resize.Mode.FIT, OptionalInt.of(width), OptionalInt.empty(), false, 1);
        return new ImageRequest(
                new SourceRef("warm-up", "/"),
                new Transform(resize, Gravity.CENTER, Optional.empty()),
                new OutputSpec(Optional.of(format), OptionalInt.empty()),
                Optional.empty());
    }

    /** Slopes, edges and grain, so that coefficients of every size occur. */
    private byte[] original() throws ImageException {
        Pixels drawn = new Pixels(Layout.RGB, List.of(plane(3), plane(5), plane(7)));
        return codecs.encoder(ImageFormat.JPEG).encode(drawn, Encoding.of(85));
    }

    private static Plane plane(int seed) {
        Plane plane = new Plane(WIDTH, HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int slope = (x * seed + y * 2) >> 5;
                int edge = (x / 50 + y / 70) % 2 * 40;
                int grain = (x * 73 ^ y * 151 ^ x * y * seed) & 31;
                plane.set(x, y, (slope + edge + grain) & 0xff);
            }
        }
        return plane;
    }

    @Override
    public void close() throws InterruptedException {
        executor.shutdownNow();
        executor.awaitTermination(5, TimeUnit.SECONDS);
    }
}
