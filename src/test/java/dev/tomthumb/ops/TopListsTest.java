package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tomthumb.model.ImageEvents.Answer;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TopListsTest {
    private Instant now = Instant.EPOCH;
    private final TopLists lists = new TopLists(() -> now);

    private void sent(String original, ResultType result, long millis) {
        SourceRef source = new SourceRef("s3", "//photos/" + original);
        Rendition rendition = new Rendition(
                ImageFormat.JPEG,
                Optional.of(new Size(320, 240)),
                new byte[1000],
                '"' + original + '"',
                now,
                Validators.NONE,
                Visibility.PUBLIC,
                50_000);
        lists.sent(
                new ImageRequest(source, Transform.NONE, OutputSpec.LIKE_ORIGINAL, Optional.empty()),
                rendition,
                new Answer("query", result, 200, 1000, 50_000, Duration.ofMillis(millis)));
    }

    private void refused(String asked, Problem problem) {
        lists.refused(
                asked,
                problem,
                "What was wrong.",
                new Answer("query", ResultType.ERROR, 404, 10, 0, Duration.ofMillis(1)));
    }

    private List<String> hottest() {
        return lists.hottest(10).items().stream()
                .map(hitter -> hitter.known().original() + " " + hitter.count())
                .toList();
    }

    private List<String> slowest() {
        return lists.slowest(10).items().stream()
                .map(slow -> slow.original() + " " + slow.worstNanos() / 1_000_000 + " " + slow.renditions())
                .toList();
    }

    @Test
    void whatIsSentMostOftenComesFirstAndWhatTookLongestToMake() {
        sent("rare.jpg", ResultType.MISS, 300);
        sent("often.jpg", ResultType.MISS, 20);
        sent("often.jpg", ResultType.MISS, 40);
        sent("often.jpg", ResultType.HIT, 9000);

        assertThat(hottest()).containsExactly("s3://photos/often.jpg 3", "s3://photos/rare.jpg 1");
        assertThat(slowest())
                .as("a hit made nothing, whatever it waited for")
                .containsExactly("s3://photos/rare.jpg 300 1", "s3://photos/often.jpg 40 2");
        TopLists.Hot hot = lists.hottest(1).items().get(0).known();
        assertThat(hot).isEqualTo(new TopLists.Hot("s3://photos/often.jpg", "320 × 240", "jpeg", 1000));
    }

    @Test
    void whatWasPopularIsForgottenAfterTwoPeriods() {
        sent("old.jpg", ResultType.HIT, 1);
        now = now.plus(Duration.ofMinutes(6));
        sent("new.jpg", ResultType.HIT, 1);
        assertThat(hottest()).containsExactlyInAnyOrder("s3://photos/old.jpg 1", "s3://photos/new.jpg 1");
        assertThat(lists.hottest(1).since()).isEqualTo(Instant.EPOCH);

        now = now.plus(Duration.ofMinutes(6));
        assertThat(hottest()).containsExactly("s3://photos/new.jpg 1");
        now = now.plus(Duration.ofHours(1));
        assertThat(hottest()).isEmpty();
    }

    @Test
    void tenThousandNamesTakeNoMemoryAndTheSlowestOfThemIsThere() {
        for (int i = 0; i < 10_000; i++) {
            sent("flood-" + i + ".jpg", ResultType.MISS, i == 17 ? 50_000 : i % 100);
            refused("/flood-" + i, Problem.ORIGINAL_MISSING);
        }
        assertThat(lists.hottest(100_000).items()).hasSizeLessThanOrEqualTo(512);
        assertThat(lists.slowest(100_000).items()).hasSizeLessThanOrEqualTo(128);
        assertThat(lists.refusals(100_000)).hasSize(100);
        assertThat(slowest().get(0)).startsWith("s3://photos/flood-17.jpg 50000");
    }

    @Test
    void oneUrlRefusedAgainAndAgainIsOneLineAndTheLastComesFirst() {
        refused("/a.jpg?w=1", Problem.ORIGINAL_MISSING);
        refused("/b.jpg?w=x", Problem.BAD_OPTION);
        now = now.plusSeconds(5);
        refused("/a.jpg?w=1", Problem.ORIGINAL_MISSING);

        assertThat(lists.refusals(10))
                .extracting(Refusals.Refusal::asked, Refusals.Refusal::times, Refusals.Refusal::last)
                .containsExactly(
                        tuple("/a.jpg?w=1", 2L, Instant.EPOCH.plusSeconds(5)), tuple("/b.jpg?w=x", 1L, Instant.EPOCH));
    }

    @Test
    void longTextsAreCut() {
        refused("/" + "x".repeat(100_000), Problem.BAD_OPTION);
        assertThat(lists.refusals(1).get(0).asked()).hasSize(501);
    }

    @Test
    void whatOnlyCountsCostsAHitNoReportOfWhereItsTimeWent() {
        assertThat(new Metrics().followsVisits()).isFalse();
        assertThat(lists.followsVisits()).isFalse();
    }
}
