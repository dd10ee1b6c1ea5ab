package dev.tomthumb.load;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Tomcat is stopped while pictures are made. */
final class Shutdown implements Trouble {
    private static final int MISSES = 20;
    private static final long ORIGIN_MILLIS = 2000;
    private static final Duration LONGEST = Duration.ofSeconds(25);

    @Override
    public String told() {
        return "Tomcat is stopped while 20 pictures are made, behind 2 s";
    }

    @Override
    public Seen seen(Site site, FakeOrigin origin) throws Exception {
        site.get("/o/kept.jpg?w=64");
        origin.delay(ORIGIN_MILLIS);
        int before = origin.asked();
        Crowd crowd = Crowd.ask(
                site.uri(),
                IntStream.range(0, MISSES)
                        .mapToObj(i -> "/o/last" + i + ".jpg?w=64")
                        .toList());
        while (origin.asked() < before + MISSES) {
            Thread.sleep(5);
        }
        long begin = System.nanoTime();
        site.tomcat().stop();
        double seconds = (System.nanoTime() - begin) / 1e9;
        List<Answer> answers = crowd.answers();
        boolean leak = site.tomcat().logs().contains("appears to have started a thread");
        return new Seen(
                Trouble.counted(answers),
                "",
                "stopped after " + Numbers.text(seconds) + " s" + (leak ? ", threads left" : ", nothing left"),
                seconds <= LONGEST.toSeconds() && !leak);
    }
}
