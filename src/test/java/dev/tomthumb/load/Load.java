package dev.tomthumb.load;

import dev.tomthumb.testkit.BuildOutputs;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs scenarios and prints what came of them; ends with 1 if a bar was missed. {@code load.scenarios} names them,
 * separated by commas; all of them if it is empty.
 */
public final class Load {
    static final List<Scenario> ALL = List.of(
            new OneKey(),
            new HitsBesideMisses(),
            new SixSizes(),
            new Unchanged(),
            new OriginGone("origin-gone-10s", Duration.ofSeconds(10)),
            new OriginGone("origin-gone", Duration.ofSeconds(60)),
            new Faults(),
            new House());

    private Load() {}

    /** Needs no arguments. */
    public static void main(String[] args) throws Exception {
        System.exit(run(System.out) ? 0 : 1);
    }

    private static boolean run(PrintStream out) throws Exception {
        boolean met = true;
        for (Scenario scenario : chosen()) {
            String machine = machine();
            out.printf("%n## %s%n%n%s%n%n", scenario.name(), machine);
            Scenario.Verdict verdict = scenario.run();
            out.print(verdict.table().markdown());
            if (Boolean.getBoolean("docs.update")) {
                new ReliabilityPage()
                        .replace(
                                scenario.name(),
                                machine + "\n\n" + verdict.table().markdown());
            }
            met &= verdict.met();
        }
        out.printf("%n%s%n", met ? "Every bar was met." : "A bar was MISSED.");
        return met;
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "JDK %s, Tomcat %s, %d processors for server, origin and visitors, load average before it began %.1f.",
                Runtime.version(),
                BuildOutputs.tomcatLine(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static List<Scenario> chosen() {
        String names = System.getProperty("load.scenarios", "");
        if (names.isBlank()) {
            return ALL;
        }
        List<Scenario> chosen = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            chosen.add(ALL.stream()
                    .filter(scenario -> scenario.name().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no scenario " + name + "; there are "
                            + String.join(", ", ALL.stream().map(Scenario::name).toList()))));
        }
        return chosen;
    }
}
