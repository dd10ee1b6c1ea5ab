package dev.tomthumb.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The quick part of what {@code -Pload} tries: every fault of an origin, and those of the house that take no
 * time. On one line of Tomcat: it is not about the container.
 */
@Isolated("its times are measured")
@EnabledIfSystemProperty(named = "tomcat.line", matches = "11")
class ReliabilityIT {
    private static FakeOrigin origin;
    private static FakeOrigin mortal;
    private static Site site;

    @BeforeAll
    static void start() throws Exception {
        origin = new FakeOrigin(Pictures.small(), Pictures.other());
        mortal = new FakeOrigin(Pictures.small(), Pictures.other());
        site = Site.start("it", Faults.settings(origin, mortal));
    }

    @AfterAll
    static void stop() throws Exception {
        if (site != null) {
            site.close();
        }
        if (mortal != null) {
            mortal.close();
        }
        if (origin != null) {
            origin.close();
        }
    }

    @Test
    void visitorsSeeOfEveryFaultWhatThePageSays() throws Exception {
        List<FaultRow> rows = Faults.rows(site, origin, mortal);

        assertThat(rows).allMatch(Faults::bearable);
        assertThat(rows.stream().map(FaultRow::outcome).toList())
                .as("docs/reliability.md; written anew with ./mvnw -Pload -Dload.scenarios=faults -Ddocs.update=true")
                .isEqualTo(pageRows());
    }

    /** Without what depends on how busy the machine is. */
    private static List<List<String>> pageRows() throws Exception {
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row : new ReliabilityPage().rows("faults")) {
            rows.add(List.of(
                    row.get(0), row.get(1), row.get(2), row.get(4), row.get(5).replaceAll(" after [0-9.]+ s$", "")));
        }
        return rows;
    }

    @Test
    void aLeaderWhoLeavesTakesNothingFromTheOthers() throws Exception {
        assertThat(new LeaderLeaves().seen(site, origin)).matches(Trouble.Seen::met);
    }

    @Test
    void aHundredWhoAskAtOnceCostOneDownloadAndOneRender() throws Exception {
        origin.behave("/crowd.jpg", Fault.SLOW);
        site.forget();

        List<Answer> answers = Crowd.ask(site.uri(), Collections.nCopies(100, "/o/crowd.jpg?w=64"))
                .answers();

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers)
                .extracting(Answer::result)
                .filteredOn("Miss"::equals)
                .hasSize(1);
        assertThat(origin.asked("/crowd.jpg")).isOne();
        assertThat(site.counts().of("rendered")).isOne();
    }

    @Test
    void aFullQueueRefusesAtOnceAndKeptPicturesGoOn() throws Exception {
        Trouble full = new QueueFull();
        try (FakeOrigin slow = new FakeOrigin(Pictures.small(), Pictures.other());
                Site narrow = Site.start("it-queue", House.settings(full, slow))) {
            assertThat(full.seen(narrow, slow)).matches(Trouble.Seen::met);
        }
    }

    @Test
    void aDeletedCacheDirectoryIsNoDisaster() throws Exception {
        Trouble gone = new DirectoryGone();
        try (FakeOrigin other = new FakeOrigin(Pictures.small(), Pictures.other());
                Site deleted = Site.start("it-directory", House.settings(gone, other))) {
            assertThat(gone.seen(deleted, other)).matches(Trouble.Seen::met);
        }
    }
}
