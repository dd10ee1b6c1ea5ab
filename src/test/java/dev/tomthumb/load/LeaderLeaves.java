package dev.tomthumb.load;

import java.util.Collections;
import java.util.List;

/** The visitor for whom a picture is being made goes away; others wait for the same. */
final class LeaderLeaves implements Trouble {
    private static final int OTHERS = 9;

    @Override
    public String told() {
        return "the first visitor leaves while his picture is made, 9 others wait for it";
    }

    @Override
    public Seen seen(Site site, FakeOrigin origin) throws Exception {
        site.get("/o/kept.jpg?w=64");
        origin.behave("/left.jpg", Fault.SLOW);
        site.forget();
        try (Line leader = new Line(site.uri())) {
            leader.ask("GET", "/o/left.jpg?w=64");
            while (origin.asked("/left.jpg") == 0) {
                Thread.sleep(5);
            }
        }
        Crowd others = Crowd.ask(site.uri(), Collections.nCopies(OTHERS, "/o/left.jpg?w=64"));
        Answer kept = site.get("/o/kept.jpg?w=64");
        List<Answer> answers = others.answers();
        Answer later = site.get("/o/left.jpg?w=64");
        long renders = site.counts().of("rendered");
        return new Seen(
                Trouble.counted(answers) + "; " + origin.asked("/left.jpg") + " download, " + renders + " render",
                Trouble.counted(List.of(kept)),
                Trouble.counted(List.of(later)),
                Trouble.with(200, answers) == OTHERS
                        && renders == 1
                        && origin.asked("/left.jpg") == 1
                        && later.result().equals("Hit"));
    }
}
