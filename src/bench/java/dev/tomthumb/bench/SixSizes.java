package dev.tomthumb.bench;

import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What six sizes of one original cost that are asked for at once: decoded together, beside each by itself. The two take
 * turns, and every other round the other one begins; the files are compared.
 */
public final class SixSizes {
    private static final List<Integer> WIDTHS = List.of(160, 320, 480, 640, 960, 1280);
    private static final int QUALITY = 80;
    private static final int WARMING = 6;

    private final ProcessCpu cpu = new ProcessCpu();
    private final Engine engine;
    private final int rounds;

    private SixSizes(Engine engine, int rounds) {
        this.engine = engine;
        this.rounds = rounds;
    }

    /** @param arguments none; see {@link Options}: {@code bench.jobs} is a part of a picture's name */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.here();
        Pictures pictures = Pictures.of(options);
        Surroundings.print(System.out, List.of(), pictures, options.rounds());
        System.out.println("| original | to | threads | alone, CPU ms | together, CPU ms | together / alone, CPU |"
                + " together / alone, until the last is there |");
        System.out.println("|---|---|---|---|---|---|---|");
        try (Engine engine = Engine.openWarm()) {
            SixSizes sizes = new SixSizes(engine, options.rounds());
            for (Picture picture : Picture.values()) {
                if (picture.token().contains(options.jobs())) {
                    sizes.measure(picture, Files.readAllBytes(pictures.file(picture)));
                }
            }
        }
    }

    private void measure(Picture picture, byte[] original) {
        for (ImageFormat format : List.of(ImageFormat.JPEG, ImageFormat.WEBP)) {
            List<ImageRequest> requests = WIDTHS.stream()
                    .map(width -> Engine.request(width, format, QUALITY))
                    .toList();
            for (int threads : new int[] {1, Runtime.getRuntime().availableProcessors()}) {
                System.out.println(row(picture, format, threads, results(original, requests, threads)));
            }
        }
    }

    /** A round: nanoseconds of the processor and of the clock. */
    private record Result(double aloneCpu, double togetherCpu, double alone, double together) {}

    private List<Result> results(byte[] original, List<ImageRequest> requests, int threads) {
        List<Result> results = new ArrayList<>();
        for (int round = -WARMING; round < rounds; round++) {
            boolean aloneFirst = round % 2 == 0;
            Run first = run(original, requests, !aloneFirst, threads);
            Run second = run(original, requests, aloneFirst, threads);
            requireSame(first.files(), second.files());
            Run alone = aloneFirst ? first : second;
            Run together = aloneFirst ? second : first;
            if (round >= 0) {
                results.add(new Result(alone.cpu(), together.cpu(), alone.nanos(), together.nanos()));
            }
        }
        return results;
    }

    private record Run(List<byte[]> files, double cpu, double nanos) {}

    private Run run(byte[] original, List<ImageRequest> requests, boolean together, int threads) {
        long cpuBefore = cpu.nanos();
        long before = System.nanoTime();
        List<byte[]> files = engine.renderAtOnce(original, requests, together, threads);
        long after = System.nanoTime();
        return new Run(files, cpu.nanos() - cpuBefore, after - before);
    }

    private static void requireSame(List<byte[]> some, List<byte[]> others) {
        for (int i = 0; i < some.size(); i++) {
            if (!Arrays.equals(some.get(i), others.get(i))) {
                throw new IllegalStateException("together, size " + i + " is another file than alone");
            }
        }
    }

    private static String row(Picture picture, ImageFormat format, int threads, List<Result> results) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %.0f | %.0f | %s | %s |",
                picture.token(),
                format.token(),
                threads,
                Spread.of(results.stream().mapToDouble(Result::aloneCpu)).median() / 1e6,
                Spread.of(results.stream().mapToDouble(Result::togetherCpu)).median() / 1e6,
                Spread.of(results.stream().mapToDouble(result -> result.togetherCpu() / result.aloneCpu())),
                Spread.of(results.stream().mapToDouble(result -> result.together() / result.alone())));
    }
}
