package dev.tomthumb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DownloadsTest {
    private static final SourceRef CAT = new SourceRef("s3", "//b/cat.png");
    private static final SourceRef DOG = new SourceRef("s3", "//b/dog.png");
    private static final long CEILING = 10_000_000;

    private final GatedSource source = new GatedSource();
    private final Sources sources = new Sources(Map.of("s3", source), ImageEvents.NONE);
    private final RenderPermits memory = new RenderPermits(1_000_000, 8);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;
    private final Downloads downloads =
            new Downloads(memory, Downloads.Origin.ITSELF, OriginalTrust.upTo(Duration.ofDays(1)), clock);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private CompletableFuture<Downloads.Share> join(SourceRef ref, Validators known) {
        return downloads.join(sources, ref, known, CEILING);
    }

    /** Begins a download on a thread of its own and waits until its origin has been asked. */
    private CompletableFuture<Downloads.Share> lead(SourceRef ref, Validators known) throws InterruptedException {
        source.shut(ref.location());
        CompletableFuture<Downloads.Share> lead =
                CompletableFuture.supplyAsync(() -> join(ref, known), threads).thenCompose(share -> share);
        source.awaitFetch(ref.location());
        return lead;
    }

    private static byte[] bytes(CompletableFuture<Downloads.Share> share) {
        return ((Fetched.Original) share.join().fetched()).bytes();
    }

    @Test
    void whoeverWantsWhatIsBeingFetchedSharesItsBytesAndItsMemory() throws Exception {
        List<CompletableFuture<Downloads.Share>> shares = new ArrayList<>();
        shares.add(lead(CAT, Validators.NONE));
        for (int i = 0; i < 5; i++) {
            shares.add(join(CAT, Validators.NONE));
            assertThat(shares.get(i + 1)).isNotDone();
        }
        source.open(CAT.location());

        for (CompletableFuture<Downloads.Share> share : shares) {
            assertThat(bytes(share)).isSameAs(source.bytes);
        }
        assertThat(source.fetched).hasSize(1);
        for (CompletableFuture<Downloads.Share> share : shares) {
            assertThat(memory.bytesInUse()).isEqualTo(source.bytes.length);
            share.join().close();
            share.join().close();
        }
        assertThat(memory.bytesInUse()).isZero();
        assertThat(downloads.underWay()).isZero();
    }

    @Test
    void bytesThatAreInUseAreSharedWithWhoComesSoonAfterThem() {
        CompletableFuture<Downloads.Share> first = join(CAT, Validators.NONE);
        now = now.plusSeconds(4);
        CompletableFuture<Downloads.Share> soon = join(CAT, Validators.NONE);
        now = now.plusSeconds(2);
        CompletableFuture<Downloads.Share> late = join(CAT, Validators.NONE);

        assertThat(soon.join().fetched()).isSameAs(first.join().fetched());
        assertThat(late.join().fetched()).isNotSameAs(first.join().fetched());
        assertThat(source.fetched).hasSize(2);
    }

    @Test
    void whatNobodyUsesAnyMoreIsFetchedAnew() {
        join(CAT, Validators.NONE).join().close();
        join(CAT, Validators.NONE).join().close();

        assertThat(source.fetched).hasSize(2);
    }

    @Test
    void whatItsOriginWantsToBeAskedForEachTimeIsSharedOnlyWhileItComes() throws Exception {
        source.lifetime = new Lifetime(Optional.of("public, no-cache"), Optional.empty());
        CompletableFuture<Downloads.Share> first = lead(CAT, Validators.NONE);
        CompletableFuture<Downloads.Share> meanwhile = join(CAT, Validators.NONE);
        source.open(CAT.location());
        first.join();
        CompletableFuture<Downloads.Share> after = join(CAT, Validators.NONE);

        assertThat(meanwhile.join().fetched()).isSameAs(first.join().fetched());
        assertThat(after.join().fetched()).isNotSameAs(first.join().fetched());
    }

    @Test
    void aSourceThatSpeaksAsOneVisitorIsSharedWithNobodyElse() throws Exception {
        CompletableFuture<Downloads.Share> everybody = lead(CAT, Validators.NONE);
        GatedSource visitors = new GatedSource();
        visitors.bytes = new byte[] {1};

        CompletableFuture<Downloads.Share> visitor =
                downloads.join(sources.with("s3", visitors), CAT, Validators.NONE, CEILING);

        assertThat(bytes(visitor)).containsExactly(1);
        source.open(CAT.location());
        assertThat(bytes(everybody)).isSameAs(source.bytes);
    }

    @Test
    void whatIsAllowedMoreIsNotRefusedWithWhatIsAllowedLess() throws Exception {
        CompletableFuture<Downloads.Share> first = lead(CAT, Validators.NONE);
        CompletableFuture<CompletableFuture<Downloads.Share>> smaller =
                CompletableFuture.supplyAsync(() -> downloads.join(sources, CAT, Validators.NONE, 10), threads);
        while (source.fetched.size() < 2) {
            Thread.onSpinWait();
        }
        source.open(CAT.location());

        assertThat(first.join().fetched()).isNotSameAs(smaller.join().join().fetched());
    }

    @Test
    void aFaultIsSharedByThoseWhoWaitedAndByNobodyAfter() throws Exception {
        source.failure = Optional.of(new ImageException(Problem.ORIGIN_TIMEOUT, "Slow."));
        CompletableFuture<Downloads.Share> first = lead(CAT, Validators.NONE);
        CompletableFuture<Downloads.Share> waiting = join(CAT, Validators.NONE);
        source.open(CAT.location());

        assertThatThrownBy(() -> Downloads.had(first)).isSameAs(source.failure.get());
        assertThatThrownBy(() -> Downloads.had(waiting)).isSameAs(source.failure.get());
        assertThat(memory.bytesInUse()).isZero();
        source.failure = Optional.empty();
        assertThat(bytes(join(CAT, Validators.NONE))).isNotEmpty();
    }

    @Test
    void anErrorWakesThoseWhoWaitToo() throws Exception {
        Downloads broken = new Downloads(
                memory,
                (from, ref, known, room) -> {
                    throw new OutOfMemoryError("test");
                },
                OriginalTrust.NONE,
                clock);

        assertThatThrownBy(() -> Downloads.had(broken.join(sources, CAT, Validators.NONE, CEILING)))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(broken.underWay()).isZero();
    }

    @Test
    void oneConditionIsAskedOnceForAllWhoHoldTheSame() throws Exception {
        CompletableFuture<Downloads.Share> first = lead(CAT, source.validators());
        CompletableFuture<Downloads.Share> second = join(CAT, source.validators());
        source.open(CAT.location());

        assertThat(first.join().fetched()).isInstanceOf(Fetched.NotModified.class);
        assertThat(second.join().fetched()).isInstanceOf(Fetched.NotModified.class);
        assertThat(source.fetched).hasSize(1);
        assertThat(memory.bytesInUse()).isZero();
    }

    @Test
    void whoHoldsACopySharesADownloadWithoutConditionAndLearnsWhatItMeansForHisCopy() throws Exception {
        CompletableFuture<Downloads.Share> first = lead(CAT, Validators.NONE);
        CompletableFuture<Downloads.Share> same = join(CAT, source.validators());
        CompletableFuture<Downloads.Share> weak =
                join(CAT, new Validators(Optional.of("W/" + source.entityTag), Optional.empty()));
        CompletableFuture<Downloads.Share> old =
                join(CAT, new Validators(Optional.of("\"old\""), Optional.of(Instant.EPOCH)));
        CompletableFuture<Downloads.Share> dated = join(CAT, new Validators(Optional.empty(), Optional.of(now)));
        source.open(CAT.location());

        assertThat(first.join().fetched()).isInstanceOf(Fetched.Original.class);
        assertThat(same.join().fetched()).isInstanceOf(Fetched.NotModified.class);
        assertThat(weak.join().fetched()).isInstanceOf(Fetched.NotModified.class);
        assertThat(old.join().fetched()).isInstanceOf(Fetched.Original.class);
        assertThat(dated.join().fetched()).as("nothing to compare by").isInstanceOf(Fetched.Original.class);
        assertThat(source.fetched).hasSize(1);
    }

    @Test
    void whoHoldsNothingDoesNotWaitForAConditionThatMayBringNothing() throws Exception {
        CompletableFuture<Downloads.Share> conditional = lead(CAT, source.validators());
        CompletableFuture<CompletableFuture<Downloads.Share>> all =
                CompletableFuture.supplyAsync(() -> join(CAT, Validators.NONE), threads);
        while (source.fetched.size() < 2) {
            Thread.onSpinWait();
        }
        source.open(CAT.location());

        assertThat(conditional.join().fetched()).isInstanceOf(Fetched.NotModified.class);
        assertThat(all.join().join().fetched()).isInstanceOf(Fetched.Original.class);
    }

    @Test
    void aConditionIsNeverAnsweredByBytesThatCameBefore() {
        join(CAT, Validators.NONE);
        Fetched asked = join(CAT, source.validators()).join().fetched();

        assertThat(asked).isInstanceOf(Fetched.NotModified.class);
        assertThat(source.fetched).hasSize(2);
    }

    @Test
    void whatIsDeclaredOldWhileItComesIsNotSharedWithWhoAsksAfterThat() throws Exception {
        for (Invalidation what : List.of(
                new Invalidation.Everything(),
                new Invalidation.OfOriginal(CAT.toString()),
                new Invalidation.OfOriginals("s3://b/c"),
                new Invalidation.OfTag("animals"))) {
            source.bytes = new byte[] {1};
            CompletableFuture<Downloads.Share> before = lead(CAT, Validators.NONE);
            downloads.forget(what);
            source.bytes = new byte[] {2};
            int asked = source.fetched.size();
            CompletableFuture<CompletableFuture<Downloads.Share>> after =
                    CompletableFuture.supplyAsync(() -> join(CAT, Validators.NONE), threads);
            while (source.fetched.size() == asked) {
                Thread.onSpinWait();
            }
            source.open(CAT.location());

            assertThat(bytes(before)).containsExactly(1);
            assertThat(bytes(after.join())).as("%s", what).containsExactly(2);
            before.join().close();
            after.join().join().close();
        }
        assertThat(memory.bytesInUse()).isZero();
        assertThat(downloads.underWay()).isZero();
    }

    @Test
    void whatIsDeclaredOldLeavesOtherOriginalsAlone() {
        CompletableFuture<Downloads.Share> dog = join(DOG, Validators.NONE);
        downloads.forget(new Invalidation.OfOriginal(CAT.toString()));

        assertThat(join(DOG, Validators.NONE).join().fetched())
                .isSameAs(dog.join().fetched());
    }

    @Test
    void theOriginsWordsAreReadAsASharedCacheReadsThem() {
        assertThat(SaidLifetime.of(said("max-age=60"))).contains(Duration.ofMinutes(1));
        assertThat(SaidLifetime.of(said("max-age=60, S-MaxAge=5"))).contains(Duration.ofSeconds(5));
        assertThat(SaidLifetime.of(said("max-age=\"7\""))).contains(Duration.ofSeconds(7));
        assertThat(SaidLifetime.of(said("max-age=-1"))).contains(Duration.ZERO);
        // RFC 9111, section 1.2.2
        assertThat(SaidLifetime.of(said("max-age=99999999999999999999"))).contains(Duration.ofSeconds(1L << 31));
        assertThat(SaidLifetime.of(said("public, no-cache, max-age=60"))).contains(Duration.ZERO);
        assertThat(SaidLifetime.of(said("private=\"set-cookie\""))).contains(Duration.ZERO);
        assertThat(SaidLifetime.of(said("public, immutable"))).isEmpty();
        assertThat(SaidLifetime.of(Lifetime.UNKNOWN)).isEmpty();
        assertThat(SaidLifetime.mayBeStored(said("no-cache"))).isTrue();
        assertThat(SaidLifetime.mayBeStored(said("max-age=5, No-Store"))).isFalse();
        assertThat(OriginalTrust.upTo(Duration.ofSeconds(30)).trusted(CAT, said("max-age=60")))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(OriginalTrust.upTo(Duration.ofSeconds(30)).trusted(CAT, said("max-age=6")))
                .isEqualTo(Duration.ofSeconds(6));
    }

    private static Lifetime said(String cacheControl) {
        return new Lifetime(Optional.of(cacheControl), Optional.empty());
    }
}
