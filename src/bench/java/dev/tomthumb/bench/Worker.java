package dev.tomthumb.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * A process that measures one Java candidate, told what to do by lines on its standard input, each answered by one:
 *
 * <ul>
 *   <li>{@code job <id> <width> <output> <quality> <file>} &rarr; {@code ok}
 *   <li>{@code run <id> <repetitions>} &rarr; {@code ok <processor time in ns> <bytes of one result> <checksum>}
 *   <li>{@code save <id> <file>} &rarr; {@code ok}
 * </ul>
 *
 * <p>What goes wrong is answered by {@code error} and a reason. The worker says {@code ready} and its version first, and
 * ends with its input. {@code src/bench/c/vips_peer.c} speaks the same.
 */
final class Worker {
    private record Task(byte[] file, Work work) {}

    private final Candidate candidate;
    private final ProcessCpu cpu = new ProcessCpu();
    private final Map<String, Task> tasks = new HashMap<>();

    private Worker(Candidate candidate) {
        this.candidate = candidate;
    }

    /** @param arguments the name of the candidate */
    public static void main(String[] arguments) throws IOException {
        forgetOtherReaders();
        Worker worker = new Worker(Candidate.named(arguments[0]));
        PrintStream out = System.out;
        // Whatever a library prints must not stand between the answers.
        System.setOut(System.err);
        out.println("ready " + System.getProperty("java.vm.version"));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(worker.answer(line));
        }
    }

    /** ImageIO would take TwelveMonkeys' plug-ins, because they are on the product's class path. */
    private static void forgetOtherReaders() {
        ImageIO.setUseCache(false);
        IIORegistry registry = IIORegistry.getDefaultInstance();
        Iterator<ImageReaderSpi> readers = registry.getServiceProviders(ImageReaderSpi.class, false);
        List<ImageReaderSpi> others = new ArrayList<>();
        readers.forEachRemaining(reader -> {
            if (!reader.getClass().getName().startsWith("com.sun.imageio.")) {
                others.add(reader);
            }
        });
        others.forEach(registry::deregisterServiceProvider);
    }

    private String answer(String line) {
        String[] words = line.split(" ", 2);
        try {
            return "ok "
                    + switch (words[0]) {
                        case "job" -> define(words[1].split(" ", 5));
                        case "run" -> run(words[1].split(" ", 2));
                        case "save" -> save(words[1].split(" ", 2));
                        default -> throw new IllegalArgumentException("commands are job, run and save");
                    };
        } catch (Exception failure) {
            return "error " + String.valueOf(failure).replace('\n', ' ');
        }
    }

    private String define(String[] words) throws IOException {
        Work work = new Work(Integer.parseInt(words[1]), Work.Output.of(words[2]), Integer.parseInt(words[3]));
        tasks.put(words[0], new Task(Files.readAllBytes(Path.of(words[4])), work));
        return "";
    }

    private String run(String[] words) throws Exception {
        Task task = task(words[0]);
        int repetitions = Integer.parseInt(words[1]);
        byte[] made = new byte[0];
        long start = cpu.nanos();
        for (int i = 0; i < repetitions; i++) {
            made = candidate.make(task.file(), task.work());
        }
        long used = cpu.nanos() - start;
        return used + " " + made.length + " " + checksum(made);
    }

    private String save(String[] words) throws Exception {
        Task task = task(words[0]);
        Files.write(Path.of(words[1]), candidate.make(task.file(), task.work()));
        return "";
    }

    private Task task(String id) {
        Task task = tasks.get(id);
        if (task == null) {
            throw new IllegalArgumentException("no job has the id " + id);
        }
        return task;
    }

    /** FNV-1a, 32 bits. */
    private static String checksum(byte[] bytes) {
        int sum = 0x811c9dc5;
        for (byte b : bytes) {
            sum = (sum ^ (b & 0xff)) * 0x01000193;
        }
        return Integer.toUnsignedString(sum);
    }
}
