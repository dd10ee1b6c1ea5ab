package dev.tomthumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.pipeline.Limits;
import dev.tomthumb.pipeline.OutputFormats;
import dev.tomthumb.pipeline.Qualities;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.pipeline.RenderRules;
import dev.tomthumb.pipeline.Renderer;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One download per original, through the real engine. */
final class OriginalsOnceTest {
    private static final List<Integer> WIDTHS = List.of(320, 480, 640, 960, 1280, 1920);

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private final GatedSource source = new GatedSource();
    private final Sources sources = new Sources(Map.of("s3", source), ImageEvents.NONE);
    private final ProductCodecs codecs = new ProductCodecs(false, 6, new ScratchPool(1 << 20));
    private final MapCache cache = new MapCache();
    private final ImageEngine engine = engine(2, 16);

    private ImageEngine engine(int threads, int queued) {
        Renderer renderer = new Renderer(
                codecs.codecs(),
                Limits.DEFAULT,
                OutputFormats.DEFAULT,
                Qualities.DEFAULT,
                RenderRules.DEFAULT,
                new ScratchPool(1 << 20));
        return Engines.plain(
                renderer,
                new RenderPermits(256_000_000, 16),
                cache,
                new ImageEngine.Bounds(threads, 2, queued, Duration.ofSeconds(30), 10_000_000),
                clock);
    }

    @AfterEach
    void close() throws Exception {
        engine.close();
        codecs.close();
    }

    private static ImageRequest request(String key, int width) {
        Resize resize = new Resize(Resize.Mode.FIT, OptionalInt.of(width), OptionalInt.empty(), false, 1);
        return new ImageRequest(
                new SourceRef("s3", "//originals/" + key),
                new Transform(resize, Transform.NONE.gravity(), Optional.empty()),
                OutputSpec.LIKE_ORIGINAL,
                Optional.empty());
    }

    private List<CompletableFuture<Outcome>> all(String key) {
        List<CompletableFuture<Outcome>> made = new ArrayList<>();
        WIDTHS.forEach(width -> made.add(engine.produce(request(key, width), Partition.SHARED, sources)));
        return made;
    }

    /** Until all but the one that fetches wait for it without a thread. */
    private void awaitPostponed() throws InterruptedException {
        source.awaitFetch("//originals/cat.jpg");
        while (engine.postponed() < WIDTHS.size() - 1) {
            Thread.onSpinWait();
        }
    }

    @Test
    void sixSizesOfOneOriginalOfTwelveMegapixelsAreOneDownload() throws Exception {
        source.bytes = TestPictures.jpeg(TestPictures.geometry(4000, 3000), 85);
        source.shut("//originals/cat.jpg");
        List<CompletableFuture<Outcome>> made = all("cat.jpg");
        awaitPostponed();
        source.open("//originals/cat.jpg");

        for (int i = 0; i < WIDTHS.size(); i++) {
            Outcome outcome = made.get(i).join();
            assertThat(outcome.result()).isEqualTo(ResultType.MISS);
            assertThat(outcome.rendition().size()).contains(new Size(WIDTHS.get(i), WIDTHS.get(i) * 3 / 4));
        }
        assertThat(source.fetched).hasSize(1);
    }

    @Test
    void whoWaitsForASlowOriginalTakesNoThreadFromOthers() throws Exception {
        source.shut("//originals/cat.jpg");
        List<CompletableFuture<Outcome>> slow = all("cat.jpg");
        source.awaitFetch("//originals/cat.jpg");

        Outcome other = engine.produce(request("dog.png", 20), Partition.SHARED, sources)
                .join();

        assertThat(other.rendition().body()).isNotEmpty();
        assertThat(slow).noneMatch(CompletableFuture::isDone);
        source.open("//originals/cat.jpg");
        slow.forEach(CompletableFuture::join);
    }

    @Test
    void whatWaitsForADownloadThatIsDeclaredOldMeanwhileIsSentAndNotKept() throws Exception {
        source.shut("//originals/cat.jpg");
        List<CompletableFuture<Outcome>> made = all("cat.jpg");
        awaitPostponed();
        engine.invalidate(new Invalidation.OfOriginal("s3://originals/cat.jpg"));
        source.open("//originals/cat.jpg");

        made.forEach(outcome -> assertThat(outcome.join().rendition().body()).isNotEmpty());
        assertThat(cache.entries).isEmpty();
    }

    @Test
    void whoLeavesOrWasFirstDoesNotTakeTheDownloadFromTheOthers() throws Exception {
        source.shut("//originals/cat.jpg");
        List<CompletableFuture<Outcome>> made = all("cat.jpg");
        awaitPostponed();
        made.subList(0, 3).forEach(leaver -> leaver.cancel(true));
        source.open("//originals/cat.jpg");

        made.subList(3, 6)
                .forEach(stayer -> assertThat(stayer.join().rendition().body()).isNotEmpty());
        assertThat(source.fetched).hasSize(1);
    }

    @Test
    void whatBypassesTheCacheSharesNothing() {
        Order anew = new Order(request("cat.jpg", 20), Partition.SHARED, sources, List.of(), false, StandIns.NONE);
        engine.produce(anew).join();
        engine.produce(anew).join();

        assertThat(source.fetched).hasSize(2);
    }
}
