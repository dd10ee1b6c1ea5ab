package dev.tomthumb.cache.ehcache.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.Renditions;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ehcache.config.builders.ExpiryPolicyBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes and a server in memory. */
class ClusterTest {
    private static final CacheKey KEY = Renditions.key(2);
    private static final Rendition MADE = Renditions.tagged(2, List.of("old"));
    private static final Invalidation TAGGED = new Invalidation.OfTag("old");
    /** To the server and back. */
    private static final Duration TRIP = Duration.ofMillis(5);

    @TempDir
    private Path dir;

    private final MemoryServer server = new MemoryServer();
    private final SettableClock clock = new SettableClock();
    private final List<Node> nodes = new ArrayList<>();

    ClusterTest() {
        // Behind the time at which the renditions of these tests were made.
        clock.advance(Duration.ofDays(100));
    }

    private Node node(String name) {
        Node node = new Node(server, dir.resolve(name), clock);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void close() {
        nodes.forEach(Node::close);
    }

    // ---- Renditions

    @Test
    void whatOneMakesTheOtherFinds() {
        Node one = node("one").connected();
        Node other = node("other").connected();

        one.make(KEY, MADE);

        assertThat(other.find(KEY).orElseThrow()).usingRecursiveComparison().isEqualTo(MADE);
        assertThat(other.counted("hits")).isEqualTo(1);
        assertThat(one.counted("puts")).isEqualTo(1);
    }

    @Test
    void nothingIsAskedBeforeTheServerIsConnected() {
        Node one = node("one");

        assertThat(one.find(KEY)).isEmpty();
        one.make(KEY, MADE);

        assertThat(server.renditions.questions()).isZero();
        assertThat(one.counted("skipped")).isPositive();
        assertThat(one.renditions.lack()).isPresent();
    }

    @Test
    void whatHasExpiredIsMadeAnew() {
        Node one = new Node(
                server, dir.resolve("one"), clock, ExpiryPolicyBuilder.timeToLiveExpiration(Duration.ofHours(1)));
        nodes.add(one.connected());
        one.make(KEY, MADE);

        clock.advance(Duration.ofMinutes(59));
        assertThat(one.find(KEY)).isPresent();
        clock.advance(Duration.ofMinutes(2));
        assertThat(one.find(KEY)).isEmpty();
    }

    @Test
    void foreignBytesAreReplaced() {
        Node one = node("one").connected();
        server.renditions.put(KEY.text(), new byte[] {1, 2, 3});

        assertThat(one.find(KEY)).isEmpty();
        assertThat(one.counted("damaged")).isEqualTo(1);
        one.make(KEY, MADE);
        assertThat(one.find(KEY)).isPresent();
    }

    @Test
    void whatAnotherNodesClockSaysOfTheFutureCountsAsNow() {
        Node one = node("one").connected();
        Rendition ahead = MADE.confirmed(
                clock.instant().plusSeconds(500), MADE.original(), MADE.visibility(), MADE.originalLifetime());
        one.make(KEY, ahead);

        assertThat(one.find(KEY).orElseThrow().confirmation().at()).isEqualTo(clock.instant());
    }

    // ---- One render for both

    @Test
    void whoFindsANoteWaitsForTheRendition() {
        Node one = node("one").connected();
        Node other = node("other").connected();
        long stamp = one.renditions.stamp();
        assertThat(one.find(KEY)).as("one makes it").isEmpty();
        other.whileWaiting.add(() -> {});
        other.whileWaiting.add(() -> one.offer(KEY, MADE, stamp));

        assertThat(other.find(KEY)).isPresent();
        assertThat(other.counted("waits")).isEqualTo(1);
    }

    @Test
    void whoWaitsInVainMakesItHimselfAfterTheTimeOfOneRender() {
        Node one = node("one").connected();
        Node other = node("other").connected();
        assertThat(one.find(KEY)).isEmpty();
        var start = clock.instant();

        assertThat(other.find(KEY)).isEmpty();

        assertThat(Duration.between(start, clock.instant())).isBetween(Node.RENDER, Node.RENDER.plusMillis(50));
        assertThat(one.find(KEY)).as("now it is the other who makes it").isEmpty();
        assertThat(one.counted("waits")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 150, 300, 1000, 1900})
    void whoWaitsHasItFiftyMillisecondsLaterThanItsMaker(int render) {
        Node one = node("one").connected();
        Node other = node("other").connected();
        Duration expected = Duration.ofMillis(render);
        long stamp = one.renditions.stamp();
        assertThat(one.renditions.find(KEY, expected)).isEmpty();
        Instant start = clock.instant();
        Instant made = start.plus(expected.minusMillis(1));
        AtomicBoolean offered = new AtomicBoolean();
        other.whileWaiting.addAll(Collections.nCopies(1000, () -> {
            if (!clock.instant().isBefore(made) && !offered.getAndSet(true)) {
                one.offer(KEY, MADE, stamp);
            }
        }));
        server.renditions.beforeAnswers(() -> clock.advance(TRIP));

        assertThat(other.renditions.find(KEY, expected)).isPresent();

        assertThat(Duration.between(made, clock.instant())).isLessThan(Duration.ofMillis(50));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 150, 300, 1000, 1900})
    void whoWaitsInVainHasLostNoMoreThanOneRenderAndFiftyMilliseconds(int render) {
        Node one = node("one").connected();
        Node other = node("other").connected();
        Duration expected = Duration.ofMillis(render);
        assertThat(one.renditions.find(KEY, expected)).isEmpty();
        Instant start = clock.instant();
        server.renditions.beforeAnswers(() -> clock.advance(TRIP));

        assertThat(other.renditions.find(KEY, expected)).isEmpty();

        assertThat(Duration.between(start, clock.instant())).isLessThan(expected.plusMillis(50));
    }

    @Test
    void nobodyWaitsForWhatIsMadeInATrice() {
        Node one = node("one").connected();
        Node other = node("other").connected();
        assertThat(one.find(KEY)).isEmpty();
        var start = clock.instant();

        assertThat(other.renditions.find(KEY, Duration.ofMillis(10))).isEmpty();

        assertThat(clock.instant()).isEqualTo(start);
    }

    @Test
    void whoGivesUpLetsTheOtherMakeItAtOnce() {
        Node one = node("one").connected();
        Node other = node("other").connected();
        assertThat(one.find(KEY)).isEmpty();

        one.renditions.abandon(KEY);
        one.written();
        var start = clock.instant();

        assertThat(other.find(KEY)).isEmpty();
        assertThat(clock.instant()).isEqualTo(start);
    }

    @Test
    void aNoteOfLongAgoIsNotWaitedFor() {
        Node one = node("one").connected();
        Node other = node("other").connected();
        assertThat(one.find(KEY)).isEmpty();
        clock.advance(Duration.ofMinutes(2));
        var start = clock.instant();

        assertThat(other.find(KEY)).isEmpty();
        assertThat(clock.instant()).isEqualTo(start);
    }

    // ---- Purges

    @Test
    void whatIsPurgedIsNotTakenFromTheServerAnyMoreByAnybody() {
        Node one = node("one").connected();
        Node other = node("other").connected();
        one.make(KEY, MADE);

        assertThat(one.purges.tell(List.of(TAGGED))).isEmpty();

        assertThat(one.find(KEY)).isEmpty();
        other.link.tick();
        assertThat(other.heard).containsExactly(TAGGED);
        assertThat(other.find(KEY)).isEmpty();
    }

    @Test
    void whatWasBeingMadeWhenItWasPurgedIsNotShared() {
        Node one = node("one").connected();
        Node other = node("other").connected();
        long stamp = one.renditions.stamp();
        assertThat(one.find(KEY)).isEmpty();

        other.purges.tell(List.of(TAGGED));
        one.offer(KEY, MADE, stamp);
        assertThat(other.find(KEY)).as("written by a node that had not heard").isEmpty();

        one.link.tick();
        one.make(KEY, MADE);
        assertThat(other.find(KEY)).as("made afterwards").isPresent();
    }

    @Test
    void aPurgeOfOneRenditionMeansThatOfANodeWithAnotherFingerprint() {
        Node one = node("one").connected();
        Node newer = new Node(server, dir.resolve("newer"), clock, ExpiryPolicyBuilder.noExpiration(), "newer");
        nodes.add(newer.connected());
        CacheKey newerKey = KEY.under("newer");
        newer.make(newerKey, MADE);
        assertThat(newer.find(newerKey)).isPresent();

        one.purges.tell(List.of(new Invalidation.OfRendition(KEY)));
        newer.link.tick();

        assertThat(newer.heard).containsExactly(new Invalidation.OfRendition(newerKey));
        assertThat(newer.find(newerKey)).isEmpty();
    }

    @Test
    void aPurgeThatStandsTwiceInTheLogIsObeyedOnce() {
        Node one = node("one").connected();
        Node other = node("other").connected();
        one.purges.tell(List.of(new Invalidation.OfTag("x")));
        PurgeLog log = PurgeLog.of(server.purges);
        log.add(log.entry(1).orElseThrow(), 1);

        other.link.tick();
        Node late = node("late").connected();

        assertThat(other.heard).containsExactly(new Invalidation.OfTag("x"));
        assertThat(late.heard).containsExactly(new Invalidation.OfTag("x"));
    }

    @Test
    void aPurgeToldBeforeAnUpgradeMeansWhatTheUpgradedNodeHas() {
        Node old = node("one");
        assertThat(old.purges.tell(List.of(new Invalidation.OfRendition(KEY)))).isPresent();
        old.close();
        Node newer = new Node(server, dir.resolve("newer"), clock, ExpiryPolicyBuilder.noExpiration(), "newer");
        nodes.add(newer.connected());
        newer.make(KEY.under("newer"), MADE);
        Node upgraded = new Node(server, dir.resolve("one"), clock, ExpiryPolicyBuilder.noExpiration(), "newer");
        nodes.add(upgraded.connected());

        assertThat(upgraded.find(KEY.under("newer"))).isEmpty();
        newer.link.tick();
        assertThat(newer.heard).containsExactly(new Invalidation.OfRendition(KEY.under("newer")));
    }

    @Test
    void aNodeThatWasDownHearsWhenItIsBackAndOnlyOnce() {
        Node one = node("one").connected();
        one.purges.tell(List.of(TAGGED));

        assertThat(node("other").connected().heard).containsExactly(TAGGED);
        assertThat(node("other").connected().heard).isEmpty();
        assertThat(node("one").connected().heard).as("it knew").isEmpty();
    }

    @Test
    void whatCannotBeToldIsToldWhenTheServerIsBack() {
        Node one = node("one").connected();
        Node other = node("other").connected();
        one.make(KEY, MADE);
        server.silent(true);

        assertThat(one.purges.tell(List.of(TAGGED)).orElseThrow()).contains("has written it down");
        assertThat(one.hurried).isEqualTo(1);
        server.silent(false);
        assertThat(one.find(KEY)).as("not even when it answers again").isEmpty();

        one.link.tick();
        other.link.tick();
        assertThat(other.heard).containsExactly(TAGGED);
    }

    @Test
    void whatWasToldWithoutAServerOutlivesTheNode() {
        Node one = node("one");
        assertThat(one.purges.tell(List.of(TAGGED))).isPresent();
        one.close();

        node("one").connected();

        assertThat(node("other").connected().heard).containsExactly(TAGGED);
    }

    @Test
    void aServerThatHasLostItsMemoryGetsThePurgesBackFromItsNodes() {
        Node one = node("one").connected();
        node("other").connected().close();
        one.purges.tell(List.of(TAGGED));
        server.loseMemory();

        one.link.tick();
        one.link.tick();

        assertThat(one.link.lack()).isEmpty();
        assertThat(node("other").connected().heard).containsExactly(TAGGED);
    }

    @Test
    void aNodeThatWasAwayForLongerThanThereAreEntriesForgetsEverything() {
        Node one = node("one").connected();
        Node other = node("other").connected();
        one.purges.tell(List.of(TAGGED));
        other.link.tick();
        other.close();
        for (int i = 0; i <= PurgeLog.KEPT + 1; i++) {
            one.purges.tell(List.of(new Invalidation.OfTag("tag" + i)));
            if (i % 1000 == 0) {
                one.link.tick();
            }
        }

        List<Invalidation> heard = node("other").connected().heard;

        assertThat(heard).contains(new Invalidation.Everything(), new Invalidation.OfTag("tag" + PurgeLog.KEPT));
        assertThat(heard).hasSize(Math.toIntExact(PurgeLog.KEPT) + 1);
    }

    @Test
    void aRestartObeysNothingAgainThatTheFileHasForgotten() {
        Node one = node("one").connected();
        one.purges.tell(List.of(new Invalidation.Everything()));
        one.purges.tell(List.of(TAGGED));
        one.purges.tell(List.of(new Invalidation.Everything()));
        Node other = node("other").connected();
        assertThat(other.heard).hasSize(3);
        other.close();
        one.purges.tell(List.of(new Invalidation.OfTag("meanwhile")));

        Node again = node("other").connected();
        assertThat(again.heard).containsExactly(new Invalidation.OfTag("meanwhile"));
        again.close();
        one.close();
        clock.advance(Duration.ofDays(40));
        assertThat(node("other").connected().heard).isEmpty();
    }

    @Test
    void whatIsObeyedAlreadyStillCountsForWhatIsShared() {
        Node one = node("one").connected();
        Node other = node("other").connected();
        long stamp = one.renditions.stamp();
        other.purges.tell(List.of(TAGGED));
        other.link.tick();
        other.purges.tell(List.of(new Invalidation.Everything()));
        other.link.tick();
        one.offer(KEY, MADE, stamp);
        other.close();

        Node again = node("other").connected();

        assertThat(again.heard).isEmpty();
        assertThat(again.find(KEY)).isEmpty();
    }

    @Test
    void anEntryTheServerHasLostIsNoLossIfItHasBeenObeyed() {
        Node one = node("one").connected();
        one.purges.tell(List.of(TAGGED));
        one.purges.tell(List.of(new Invalidation.OfTag("second")));
        node("other").connected().close();
        server.purges.lose("/1");

        assertThat(node("other").connected().heard).isEmpty();
        assertThat(node("new").connected().heard)
                .as("nobody knows what it was")
                .contains(new Invalidation.Everything());
    }

    @Test
    void theLogTakesNoMoreBytesThanItHasRoomFor() {
        Node one = node("one").connected();
        Node other = node("other").connected();
        Node slow = node("slow").connected();
        slow.close();
        String kilobyte = "x".repeat(1000);
        for (int i = 0; i < 40; i++) {
            List<Invalidation> purges = new ArrayList<>();
            for (int j = 0; j < 500; j++) {
                purges.add(new Invalidation.OfOriginal(kilobyte + i + '-' + j));
            }
            (i % 2 == 0 ? one : other).purges.tell(purges);
            one.link.tick();
            other.link.tick();
            assertThat(server.purges.bytes()).isLessThan(6 << 20);
        }

        assertThat(server.purges.bytes()).as("as many as there is room for").isGreaterThan(4 << 20);
        assertThat(one.heard).hasSize(20 * 500).doesNotContain(new Invalidation.Everything());
        assertThat(other.heard).hasSize(20 * 500).doesNotContain(new Invalidation.Everything());
        Node late = node("late").connected();
        assertThat(late.heard)
                .contains(new Invalidation.OfOriginal(kilobyte + "39-499"))
                .doesNotContain(new Invalidation.Everything(), new Invalidation.OfOriginal(kilobyte + "0-0"));
        assertThat(node("slow").connected().heard)
                .as("it cannot know what it has missed")
                .contains(new Invalidation.Everything());
    }

    @Test
    void aPurgeIsNotWrittenIntoAGapThatOthersHavePassed() {
        Node one = node("one").connected();
        Node other = node("other").connected();
        for (String tag : List.of("first", "second", "third")) {
            one.purges.tell(List.of(new Invalidation.OfTag(tag)));
        }
        one.link.tick();
        server.purges.lose("/2");

        other.purges.tell(List.of(TAGGED));
        one.link.tick();

        assertThat(one.heard).containsExactly(TAGGED);
    }

    @Test
    void aServerThatHasForgottenOnlyWhichLogIsTheCurrentOneIsTold() {
        Node one = node("one").connected();
        Node other = node("other").connected();
        one.purges.tell(List.of(TAGGED));
        other.link.tick();
        server.purges.lose("generation");
        // Where it stands is not needed to know it again.
        server.purges.lose("head");

        other.link.tick();
        one.link.tick();
        one.purges.tell(List.of(new Invalidation.OfTag("second")));
        other.link.tick();

        assertThat(server.opened).as("connections").isEqualTo(2);
        assertThat(other.heard).containsExactly(TAGGED, new Invalidation.OfTag("second"));
        Node late = node("late").connected();
        assertThat(late.heard).as("the same log").containsExactly(TAGGED, new Invalidation.OfTag("second"));
    }

    @Test
    void aServerThatDoesNotAnswerHasNotLostTheLog() {
        Node one = node("one").connected();
        one.purges.tell(List.of(TAGGED));
        server.purges.silent(true);

        one.link.tick();
        one.link.tick();
        server.purges.silent(false);
        one.link.tick();

        assertThat(server.opened).as("connections").isEqualTo(1);
        assertThat(one.renditions.lack()).isEmpty();
    }

    @Test
    void aLogWhoseLastEntryIsLostGoesOn() {
        Node one = node("one").connected();
        one.purges.tell(List.of(TAGGED));
        one.link.tick();
        server.purges.lose("/1");

        assertThat(one.purges.tell(List.of(new Invalidation.OfTag("second")))).isEmpty();
        one.purges.tell(List.of(new Invalidation.OfTag("third")));

        assertThat(node("new").connected().heard)
                .containsExactly(new Invalidation.OfTag("second"), new Invalidation.OfTag("third"));
    }

    // ---- The server fails

    @Test
    void whateverFailsInANewConnectionItIsClosedAndTriedRarely() {
        Node one = node("one").connected();
        one.purges.tell(List.of(TAGGED));
        Node other = node("other");
        other.purges.start(purges -> {
            throw new AssertionError("this node cannot obey");
        });

        other.link.tick();
        other.link.tick();

        assertThat(server.closed).isEqualTo(1);
        assertThat(server.opened).isEqualTo(2);
        assertThat(other.link.lack().orElseThrow()).contains("this node cannot obey");
        other.purges.start(other.heard::addAll);
        clock.advance(Duration.ofSeconds(31));
        other.link.tick();
        assertThat(other.link.lack()).isEmpty();
        assertThat(other.heard).containsExactly(TAGGED);
    }

    @Test
    void whatIsConnectedAfterClosingIsClosedAtOnce() {
        Node one = node("one");
        server.whileOpening = one.link::close;

        one.link.tick();

        assertThat(server.opened).isEqualTo(1);
        assertThat(server.closed).isEqualTo(1);
        assertThat(one.link.lack()).isPresent();
    }

    @Test
    void aSilentServerIsLeftAloneAfterThreeQuestionsUntilItAnswersAPoll() {
        Node one = node("one").connected();
        server.silent(true);
        for (int i = 0; i < 10; i++) {
            assertThat(one.find(KEY)).isEmpty();
        }
        int asked = server.renditions.questions();
        assertThat(asked).isEqualTo(3);
        assertThat(one.link.lack().orElseThrow()).contains("does not serve").contains("it is silent");

        server.silent(false);
        assertThat(one.find(KEY)).isEmpty();
        assertThat(server.renditions.questions()).as("still left alone").isEqualTo(asked);
        one.link.tick();
        one.make(KEY, MADE);
        assertThat(one.find(KEY)).isPresent();
        assertThat(server.opened).isEqualTo(1);
    }

    @Test
    void aConnectionThatDoesNotComeBackIsMadeAnew() {
        Node one = node("one").connected();
        server.purges.silent(true);
        one.link.tick();
        clock.advance(Duration.ofSeconds(11));
        one.link.tick();
        assertThat(server.closed).isEqualTo(1);

        server.purges.silent(false);
        clock.advance(Duration.ofSeconds(3));
        one.link.tick();

        assertThat(server.opened).isEqualTo(2);
        assertThat(one.link.lack()).isEmpty();
    }

    @Test
    void aServerThatRefusesIsAskedRarely() {
        Node one = node("one");
        server.refuse(Optional.of(ClusterException.refused("it is of another version", new IllegalStateException())));
        one.link.tick();
        assertThat(one.link.lack().orElseThrow()).contains("it is of another version");

        server.refuse(Optional.empty());
        clock.advance(Duration.ofSeconds(20));
        one.link.tick();
        assertThat(server.opened).isZero();
        clock.advance(Duration.ofSeconds(11));
        one.link.tick();
        assertThat(server.opened).isEqualTo(1);
        assertThat(one.link.lack()).isEmpty();
    }
}
