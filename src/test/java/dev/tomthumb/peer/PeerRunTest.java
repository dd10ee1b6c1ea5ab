package dev.tomthumb.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.web.WholeSite;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comparison itself, with another Tomthumb as the peer. */
class PeerRunTest {
    @TempDir
    private Path directory;

    @Test
    void anEqualPeerDiffersNowhere() throws Exception {
        try (PeerRun run = new PeerRun(directory.resolve("ours"));
                WholeSite site = run.site(directory.resolve("peer"), Map.of());
                SecondTomthumb peer = new SecondTomthumb(site)) {
            assertThat(run.differences(peer.base())).isEmpty();
            assertThat(run.urls()).hasSizeGreaterThan(130);
        }
    }

    @Test
    void whatDiffersIsTold() throws Exception {
        try (PeerRun run = new PeerRun(directory.resolve("ours"));
                WholeSite site = run.site(
                        directory.resolve("peer"),
                        Map.of(
                                "tomthumb.quality", "30",
                                "tomthumb.img.ttl", "1 min",
                                "tomthumb.max-result-dimension", "100",
                                "tomthumb.img.allow-security-options", "false"));
                SecondTomthumb peer = new SecondTomthumb(site)) {
            Map<String, List<String>> differences = run.differences(peer.base());
            String table = run.table(differences);

            assertThat(table)
                    .contains("| `w:80/plain/http://origin/lake` | cache-control public, max-age=31536000 / public,"
                            + " max-age=60; bytes ")
                    .containsPattern("`w:80/plain/http://origin/lake` .*; pixels mean \\d+\\.\\d\\d worst \\d+ \\|")
                    .containsPattern("`w:160/rot:90/.*size 160x213 / 75x100")
                    .contains("`w:40/msr:2/plain/http://origin/lake` | status 200 / 403 |")
                    .containsPattern("\\n\\d+ of \\d+ URLs differ\\.\\n");
        }
    }
}
