package dev.tomthumb.load;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** More is asked for than can be made or may wait. */
final class QueueFull implements Trouble {
    private static final int ASKED = 20;
    private static final int MADE = 3;

    @Override
    public String told() {
        return "20 new pictures at once, where 1 is made and 2 may wait";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("tomthumb.workers", "1", "tomthumb.fetchers", "1", "tomthumb.queue-size", "2");
    }

    @Override
    public Seen seen(Site site, FakeOrigin origin) throws Exception {
        site.get("/o/kept.jpg?w=64");
        origin.behave(Fault.SLOW);
        List<String> asked = IntStream.range(0, ASKED)
                .mapToObj(i -> "/o/crowded" + i + ".jpg?w=64")
                .toList();
        Crowd crowd = Crowd.ask(site.uri(), asked);
        Answer kept = site.get("/o/kept.jpg?w=64");
        List<Answer> answers = crowd.answers();
        int refused = IntStream.range(0, ASKED)
                .filter(i -> answers.get(i).status() == 503)
                .findFirst()
                .orElseThrow();
        Answer later = site.get(asked.get(refused));
        return new Seen(
                Trouble.counted(answers),
                Trouble.counted(List.of(kept)),
                "what was refused: " + Trouble.counted(List.of(later)),
                Trouble.with(200, answers) == MADE
                        && Trouble.with(503, answers) == ASKED - MADE
                        && kept.status() == 200
                        && later.status() == 200);
    }
}
