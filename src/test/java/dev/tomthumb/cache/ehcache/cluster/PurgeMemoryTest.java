package dev.tomthumb.cache.ehcache.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.Invalidation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurgeMemoryTest {
    private static final Instant NOW = Instant.parse("2026-11-26T06:00:00Z");

    @TempDir
    private Path dir;

    private Path own() {
        return dir.resolve("cache/purges");
    }

    private Path file() {
        return own().resolve("1/purges");
    }

    private static PurgeLine line(String id, Invalidation what) {
        return new PurgeLine(id, NOW, what);
    }

    private static PurgeLine line(int number) {
        return line("id-" + number, new Invalidation.OfTag("tag-" + number));
    }

    @Test
    void whatIsAddedIsKnownAfterARestart() {
        PurgeLine odd = line("id", new Invalidation.OfOriginal("s3://사진/a b%\n.jpg"));
        try (PurgeMemory memory = PurgeMemory.open(own(), NOW)) {
            assertThat(memory.add(List.of(odd), NOW)).isTrue();
            memory.reached(new PurgePlace(7, 3));
        }

        try (PurgeMemory memory = PurgeMemory.open(own(), NOW)) {
            assertThat(memory.all()).containsExactly(odd);
            assertThat(memory.knows("id")).isTrue();
            assertThat(memory.place()).isEqualTo(new PurgePlace(7, 3));
        }
    }

    @Test
    void aLineThatWasBeingWrittenIsNoLine() throws IOException {
        try (PurgeMemory memory = PurgeMemory.open(own(), NOW)) {
            memory.add(List.of(line(1)), NOW);
        }
        Files.writeString(file(), "P id-2 1 tag%20cut-o", StandardOpenOption.APPEND);

        try (PurgeMemory memory = PurgeMemory.open(own(), NOW)) {
            assertThat(memory.all()).containsExactly(line(1));
            memory.add(List.of(line(3)), NOW);
        }
        try (PurgeMemory memory = PurgeMemory.open(own(), NOW)) {
            assertThat(memory.all()).containsExactly(line(1), line(3));
        }
    }

    @Test
    void linesThatMeanNothingAreSkipped() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), """
                nonsense
                P
                P id
                P id notime all
                P id 1 nothing known
                @ 1
                @ x y
                P good 1 all
                """);

        try (PurgeMemory memory = PurgeMemory.open(own(), Instant.EPOCH)) {
            assertThat(memory.all()).extracting(PurgeLine::id).containsExactly("good");
            assertThat(memory.place()).isEqualTo(PurgePlace.NOWHERE);
        }
    }

    @Test
    void whatIsOldOrCoveredByAPurgeOfEverythingIsNotKept() {
        try (PurgeMemory memory = PurgeMemory.open(own(), NOW)) {
            memory.add(List.of(line(1), line("all", new Invalidation.Everything()), line(2)), NOW);
        }
        try (PurgeMemory memory = PurgeMemory.open(own(), NOW)) {
            assertThat(memory.all()).extracting(PurgeLine::id).containsExactly("all", "id-2");
        }
        try (PurgeMemory memory = PurgeMemory.open(own(), NOW.plus(Duration.ofDays(31)))) {
            assertThat(memory.all()).isEmpty();
        }
    }

    @Test
    void theFileDoesNotGrowWithoutEnd() throws IOException {
        try (PurgeMemory memory = PurgeMemory.open(own(), NOW)) {
            for (int batch = 0; batch < 30; batch++) {
                List<PurgeLine> lines = new ArrayList<>();
                for (int i = 0; i < 1000; i++) {
                    lines.add(line(1000 * batch + i));
                }
                memory.add(lines, NOW);
            }
            assertThat(memory.all()).hasSizeLessThanOrEqualTo(2 * PurgeMemory.KEPT);
            assertThat(memory.all().get(memory.all().size() - 1)).isEqualTo(line(29_999));
        }
        try (var lines = Files.lines(file())) {
            assertThat(lines.count()).isLessThan(2 * PurgeMemory.KEPT + 2_000);
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNoFailure() throws IOException {
        Files.writeString(dir.resolve("cache"), "a file where a directory should be");

        try (PurgeMemory memory = PurgeMemory.open(own(), NOW)) {
            assertThat(memory.add(List.of(line(1)), NOW)).isFalse();
            assertThat(memory.knows("id-1")).isTrue();
        }
    }

    @Test
    void twoVersionsOfASiteDoNotLoseWhatTheOtherWrites() {
        PurgeMemory older = PurgeMemory.open(own(), NOW);
        older.add(List.of(line(1)), NOW);
        PurgeMemory newer = PurgeMemory.open(own(), NOW);
        assertThat(newer.all()).containsExactly(line(1));

        older.add(List.of(line(2)), NOW);
        newer.add(List.of(line(3)), NOW);
        older.close();
        newer.add(List.of(line(4)), NOW);
        newer.close();

        try (PurgeMemory next = PurgeMemory.open(own(), NOW)) {
            assertThat(next.all()).containsExactlyInAnyOrder(line(1), line(2), line(3), line(4));
        }
        assertThat(own().resolve("2/purges")).as("taken over").doesNotExist();
        try (PurgeMemory last = PurgeMemory.open(own(), NOW)) {
            assertThat(last.all()).hasSize(4);
        }
    }

    @Test
    void thePlaceIsThatOfTheVersionThatWroteLast() throws IOException {
        PurgeMemory older = PurgeMemory.open(own(), NOW);
        PurgeMemory newer = PurgeMemory.open(own(), NOW);
        newer.reached(new PurgePlace(7, 9));
        older.reached(new PurgePlace(7, 3));
        older.close();
        newer.close();
        Files.setLastModifiedTime(file(), FileTime.from(NOW));
        Files.setLastModifiedTime(own().resolve("2/purges"), FileTime.from(NOW.plusSeconds(1)));

        try (PurgeMemory next = PurgeMemory.open(own(), NOW)) {
            assertThat(next.place()).isEqualTo(new PurgePlace(7, 9));
        }
    }
}
