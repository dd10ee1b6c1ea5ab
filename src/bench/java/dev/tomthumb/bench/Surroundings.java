package dev.tomthumb.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where a result comes from: numbers without it cannot be compared. */
public final class Surroundings {
    private Surroundings() {}

    /** Machine, versions, inputs. */
    static void print(PrintStream out, List<Peer> peers, Pictures pictures, int rounds) {
        print(out);
        peers.forEach(peer -> out.println(peer.name() + ": " + peer.version()));
        out.println("Inputs: " + pictures.description() + "; rounds: " + rounds);
        out.println();
    }

    /** The machine alone. */
    public static void print(PrintStream out) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        out.println("Processor: " + processor() + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, "
                + System.getProperty("os.name") + " " + System.getProperty("os.version")
                + String.format(Locale.ROOT, ", load %.1f", load));
        out.println("Java: " + System.getProperty("java.vm.version"));
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException elsewhere) {
            return System.getProperty("os.arch");
        }
    }
}
