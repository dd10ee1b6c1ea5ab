package dev.tomthumb.bench;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.WarmedUp;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.SettingsException;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.pipeline.Deadline;
import dev.tomthumb.pipeline.Limits;
import dev.tomthumb.pipeline.OutputFormats;
import dev.tomthumb.pipeline.Qualities;
import dev.tomthumb.pipeline.RenderJob;
import dev.tomthumb.pipeline.RenderRules;
import dev.tomthumb.pipeline.Renderer;
import dev.tomthumb.pipeline.SharedDecode;
import dev.tomthumb.pipeline.Stopwatch;
import dev.tomthumb.pipeline.Watermarks;
import dev.tomthumb.pixel.text.Fonts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * The product's renderer, put together as {@code dev.tomthumb.Tomthumb} does with the default settings. The only class of
 * the benchmark that knows how.
 */
final class Engine implements AutoCloseable {
    private static final long SCRATCH_BYTES = 32L << 20;
    private static final SourceRef ORIGINAL = new SourceRef("local", "///original");

    private final ScratchPool scratch = new ScratchPool(SCRATCH_BYTES);
    private final ProductCodecs imageIo = new ProductCodecs(false, 6, scratch);
    private final Renderer renderer;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private Engine(Settings settings, Optional<byte[]> watermark) {
        Limits limits = new Limits(
                settings.get(SettingTable.MAX_SRC_RESOLUTION),
                OptionalInt.of(settings.get(SettingTable.MAX_RESULT_DIMENSION)),
                settings.get(SettingTable.MAX_SRC_RESOLUTION));
        renderer = new Renderer(
                imageIo.codecs(),
                limits,
                new OutputFormats(settings.get(SettingTable.PREFERRED_FORMATS)),
                new Qualities(settings.get(SettingTable.QUALITY), settings.get(SettingTable.FORMAT_QUALITY)),
                RenderRules.DEFAULT,
                scratch,
                new Watermarks(new Watermarks.Own(watermark, Optional.empty()), 1, Fonts.LOGICAL_ONLY));
    }

    static Engine open() {
        return open(Optional.empty());
    }

    /** With a watermark of the server's own. */
    static Engine withWatermark(byte[] picture) {
        return open(Optional.of(picture));
    }

    private static Engine open(Optional<byte[]> watermark) {
        try {
            return new Engine(
                    SettingsLoader.load(
                            SettingTexts.ofProperties(Map.of()), Installation.here(true, Path.of("nowhere"))),
                    watermark);
        } catch (SettingsException impossible) {
            throw new IllegalStateException("the defaults contradict each other", impossible);
        }
    }

    /** As the server is once its warm-up has ended. */
    static Engine openWarm() {
        Engine engine = open();
        try {
            WarmedUp.now(engine.codecs(), engine.renderer);
        } catch (ImageException | InterruptedException failure) {
            throw new IllegalStateException("the warm-up did not end", failure);
        }
        return engine;
    }

    /** The rendition of {@code width} pixels. */
    byte[] render(byte[] original, int width, ImageFormat format, int quality) throws ImageException {
        return render(original, request(width, format, quality));
    }

    /** The rendition that a request means, whatever its source. */
    byte[] render(byte[] original, ImageRequest request) throws ImageException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(5), InstantSource.system());
        return renderer.run(renderer.prepare(original, request), deadline).bytes();
    }

    /**
     * The renditions that several requests mean, made at the same time.
     *
     * @param together whether one decode serves all
     * @param threads how many compute at once
     */
    List<byte[]> renderAtOnce(byte[] original, List<ImageRequest> requests, boolean together, int threads) {
        Semaphore turns = new Semaphore(threads);
        return together ? together(original, requests, turns) : eachByItself(original, requests, turns);
    }

    private List<byte[]> eachByItself(byte[] original, List<ImageRequest> requests, Semaphore turns) {
        List<CompletableFuture<byte[]>> made = new ArrayList<>();
        for (ImageRequest request : requests) {
            made.add(started(() -> {
                turns.acquire();
                try {
                    return render(original, request);
                } finally {
                    turns.release();
                }
            }));
        }
        return made.stream().map(CompletableFuture::join).toList();
    }

    /** As the engine does it: one turn until all have been decoded for, then one for each. */
    private List<byte[]> together(byte[] original, List<ImageRequest> requests, Semaphore turns) {
        turns.acquireUninterruptibly();
        SharedDecode decode = new SharedDecode(
                Collections.nCopies(requests.size(), turns::acquireUninterruptibly), renditions -> turns.release());
        List<CompletableFuture<byte[]>> made = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            int index = i;
            made.add(started(() ->
                    withOthers(original, requests.get(index), decode.seat(index), turns, index < requests.size() - 1)));
        }
        return made.stream().map(CompletableFuture::join).toList();
    }

    /** @param passes whether it is another one that decodes, so that this one has a turn of its own to give back */
    private byte[] withOthers(
            byte[] original, ImageRequest request, SharedDecode.Seat place, Semaphore turns, boolean passes)
            throws ImageException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(5), InstantSource.system());
        RenderJob job = renderer.prepare(original, request);
        try (SharedDecode.Seat seat = place) {
            seat.await(deadline);
            byte[] file = renderer.run(job, deadline, new Stopwatch(), seat).bytes();
            if (passes) {
                turns.release();
            }
            return file;
        }
    }

    private CompletableFuture<byte[]> started(Callable<byte[]> work) {
        CompletableFuture<byte[]> made = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                made.complete(work.call());
            } catch (Exception failure) { // told to whoever measures
                made.completeExceptionally(failure);
            }
        });
        return made;
    }

    /** What the renderer says that a JPEG of this width will need, in bytes. */
    long memory(byte[] original, int width) throws ImageException {
        return renderer.prepare(original, request(width, ImageFormat.JPEG, 80)).memory();
    }

    /** A request for a picture of {@code width} pixels, its height by aspect. */
    static ImageRequest request(int width, ImageFormat format, int quality) {
        Resize resize = new Resize(Resize.Mode.FIT, OptionalInt.of(width), OptionalInt.empty(), false, 1);
        return new ImageRequest(
                ORIGINAL,
                new Transform(resize, Gravity.CENTER, Optional.empty()),
                new OutputSpec(Optional.of(format), OptionalInt.of(quality)),
                Optional.empty());
    }

    /** What can be read and written. */
    Codecs codecs() {
        return imageIo.codecs();
    }

    /** The whole picture as pixels. */
    Pixels decode(byte[] original) throws ImageException {
        Codecs codecs = imageIo.codecs();
        ImageHeader header = codecs.header(original);
        return codecs.decoder(header.format()).decode(original, header);
    }

    @Override
    public void close() {
        threads.shutdown();
        scratch.close();
        imageIo.close();
    }
}
