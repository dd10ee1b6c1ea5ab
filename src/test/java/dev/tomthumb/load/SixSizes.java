package dev.tomthumb.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Bar: six sizes of one 12 megapixel original, asked for at once, cost one download and one decode. Nobody is waited for
 * longer than 10 ms, so the decode is the median of the runs: a thread may not get a processor in that time.
 */
final class SixSizes implements Scenario {
    private static final List<Integer> WIDTHS = List.of(160, 320, 480, 640, 960, 1280);
    private static final int RUNS = 5;

    @Override
    public String name() {
        return "six-sizes";
    }

    @Override
    public Verdict run() throws Exception {
        List<Integer> downloads = new ArrayList<>();
        List<Long> renders = new ArrayList<>();
        List<Long> decodes = new ArrayList<>();
        List<Long> good = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        try (FakeOrigin origin = new FakeOrigin(Pictures.large(), Pictures.other());
                Site site = Site.start(
                        name(), Map.of("tomthumb.mounts", "/o/ = " + origin.uri(), "tomthumb.timeout", "30 s"))) {
            for (int run = 0; run < RUNS; run++) {
                String path = "/large" + run + ".jpg";
                origin.behave(path, Fault.SLOW);
                site.forget();
                List<Answer> answers = Crowd.ask(
                                site.uri(),
                                WIDTHS.stream()
                                        .map(width -> "/o" + path + "?w=" + width)
                                        .toList())
                        .answers();
                downloads.add(origin.asked(path));
                Site.Counts counts = site.counts();
                renders.add(counts.of("rendered"));
                decodes.add(counts.of("rendered") - counts.of("decodes.saved"));
                good.add(answers.stream()
                        .filter(answer -> answer.status() == 200)
                        .count());
                times.add(Numbers.largest(answers.stream().map(Answer::millis).toList()));
            }
        }
        boolean met = downloads.stream().allMatch(n -> n == 1)
                && Numbers.median(decodes.stream().map(Long::doubleValue).toList()) == 1
                && Stream.concat(renders.stream(), good.stream()).allMatch(n -> n == WIDTHS.size());
        Table table = new Table(
                "downloads", "renders", "decodes", "answers 200", "until the last answer, ms", "median", "bar");
        table.row(
                downloads.toString(),
                renders.toString(),
                decodes.toString(),
                good.toString(),
                Numbers.text(times),
                Numbers.text(Numbers.median(times)),
                met ? "met" : "MISSED");
        return new Verdict(table, met);
    }
}
