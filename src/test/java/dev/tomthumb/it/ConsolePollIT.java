package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.TomcatServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What an open console costs the server: an hour's worth of polls, one after the other. */
@Isolated("its times are measured")
class ConsolePollIT {
    /** An hour at the page's usual pace. */
    private static final int POLLS = 1800;

    private static final Duration PACE = Duration.ofSeconds(2);
    /** Of one core: the bar is 1 %. */
    private static final double MOST_CPU = 0.01;
    /** A session's worth of noise; a list of the polls' answers would be 20 MB. */
    private static final long MOST_GROWTH = 1 << 20;

    private static final Pattern TOTAL = Pattern.compile("Total\\s+[0-9]+\\s+([0-9]+)");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void anHourOfPollsTakesLessThanAHundredthOfACoreAndLeavesNothing() throws Exception {
        Path base = Bases.empty("console-poll");
        Path photos = Files.createDirectories(base.resolve("originals/photos"));
        Files.write(photos.resolve("cat.jpg"), TestPictures.jpeg(TestPictures.gradient(400, 300), 90));
        try (TomcatServer tomcat = TomcatServer.of(
                        BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()), base.resolve("tomcat"))
                .atFullSpeed()
                .systemProperty("tomthumb.cache.dir", base.resolve("cache").toString())
                .systemProperty("tomthumb.local.root", base.resolve("originals").toString())
                .systemProperty("tomthumb.mounts", "/photos/ = local:///photos/")
                .deploy("ROOT", BuildOutputs.war())
                .start()) {
            everythingIsThere(tomcat);
            polls(tomcat, 300);
            long before = liveBytes(tomcat);
            Duration cpuBefore = cpu(tomcat);
            int bytes = polls(tomcat, POLLS);
            Duration cpu = cpu(tomcat).minus(cpuBefore);
            long growth = liveBytes(tomcat) - before;

            double share = (double) cpu.toNanos() / PACE.multipliedBy(POLLS).toNanos();
            System.out.printf(
                    "%d polls of %d bytes: %.2f ms CPU each, %.3f %% of a core at one every 2 s; %d bytes more live%n",
                    POLLS, bytes, cpu.toNanos() / 1e6 / POLLS, share * 100, growth);
            assertThat(share).as("of a core").isLessThan(MOST_CPU);
            assertThat(growth).as("live bytes more").isLessThan(MOST_GROWTH);
        }
    }

    /** Full lists and all kinds of series, as on a busy server. */
    private void everythingIsThere(TomcatServer tomcat) throws Exception {
        for (int width = 64; width <= 2560; width += 192) {
            get(tomcat, "/photos/cat.jpg?w=" + width);
            get(tomcat, "/photos/cat.jpg?fm=png&w=" + width);
            get(tomcat, "/photos/cat.jpg?fm=webp&w=" + width);
            get(tomcat, "/photos/missing-" + width + ".jpg?w=64");
        }
    }

    private int polls(TomcatServer tomcat, int times) throws Exception {
        int bytes = 0;
        for (int i = 0; i < times; i++) {
            HttpResponse<String> answer = get(tomcat, "/tomthumb/console/data");
            assertThat(answer.statusCode()).isEqualTo(200);
            bytes = answer.body().length();
        }
        return bytes;
    }

    private HttpResponse<String> get(TomcatServer tomcat, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(tomcat.uri(path))
                        .timeout(Duration.ofSeconds(60))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Duration cpu(TomcatServer tomcat) {
        return ProcessHandle.of(tomcat.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    /** After a full collection, which the histogram of live objects makes. */
    private static long liveBytes(TomcatServer tomcat) throws Exception {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(tomcat.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(text);
        assertThat(total.find()).as(text).isTrue();
        return Long.parseLong(total.group(1));
    }
}
