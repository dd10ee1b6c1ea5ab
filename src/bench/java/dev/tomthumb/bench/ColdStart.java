package dev.tomthumb.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the first renditions of a new process cost, before the compiler knows the code: with and without the warm-up. */
public final class ColdStart {
    private static final int RENDITIONS = 100;
    private static final List<Integer> SHOWN = List.of(1, 2, 5, 10, 20, 50, RENDITIONS);

    private ColdStart() {}

    /** @param arguments none; see {@link Options} */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.here();
        Job job = Job.matching(options.jobs().isEmpty() ? "s-320" : options.jobs())
                .get(0);
        Pictures pictures = Pictures.of(options);
        Surroundings.print(System.out);
        System.out.println(
                "Processor time in ms of the nth " + job.name() + " in a new process; median of " + options.rounds());
        System.out.println();
        System.out.println(
                "| | " + String.join(" | ", SHOWN.stream().map(n -> n + ".").toList()) + " |");
        System.out.println("|---|" + "---|".repeat(SHOWN.size()));
        System.out.println(row("cold", "tomthumb", job, pictures, options.rounds()));
        System.out.println(row("warmed up", "tomthumb-warm", job, pictures, options.rounds()));
    }

    private static String row(String label, String candidate, Job job, Pictures pictures, int rounds)
            throws IOException {
        List<double[]> starts = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            starts.add(start(candidate, job, pictures));
        }
        StringBuilder row = new StringBuilder("| ").append(label);
        for (int nth : SHOWN) {
            Spread millis = Spread.of(starts.stream().mapToDouble(start -> start[nth - 1]));
            row.append(String.format(Locale.ROOT, " | %.0f", millis.median()));
        }
        return row.append(" |").toString();
    }

    /** Milliseconds of each rendition of one process. */
    private static double[] start(String candidate, Job job, Pictures pictures) throws IOException {
        double[] millis = new double[RENDITIONS];
        ProcessBuilder worker = JavaProcess.of(JavaProcess.here(), List.of("-Xmx1g"), Worker.class, candidate);
        try (Peer peer = Peer.start(candidate, worker)) {
            peer.define(0, pictures.file(job.picture()), job.work());
            for (int i = 0; i < RENDITIONS; i++) {
                millis[i] = peer.run(0, 1).nanos() / 1e6;
            }
        }
        return millis;
    }
}
