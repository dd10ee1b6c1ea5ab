package dev.tomthumb.bench;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/**
 * How near renditions come to the best that can be made: the luma of a JPEG of quality 100 beside that of the full
 * decode scaled by {@link Lanczos}.
 */
public final class Accuracy {
    private static final double BAR = 48;
    /** As far as the kernel reaches into repeated edges, and some more. */
    private static final int MARGIN = 8;

    private Accuracy() {}

    /** @param arguments none; see {@link Options} */
    public static void main(String[] arguments) throws IOException, ImageException {
        Options options = Options.here();
        Pictures pictures = Pictures.of(options);
        List<Job> jobs = Job.matching(options.jobs()).stream()
                .filter(job -> job.work().output() == Work.Output.JPEG)
                .toList();
        Surroundings.print(System.out);
        System.out.println();
        System.out.println("| job | all, dB | without edges, dB | worst sample | bar, dB | met |");
        System.out.println("|---|---|---|---|---|---|");
        try (Engine engine = Engine.open()) {
            for (Job job : jobs) {
                System.out.println(row(job, Files.readAllBytes(pictures.file(job.picture())), engine));
            }
        }
    }

    private static String row(Job job, byte[] file, Engine engine) throws IOException, ImageException {
        Luma made = Luma.of(engine.render(file, job.work().width(), ImageFormat.JPEG, 100));
        Luma best = Lanczos.scale(Luma.of(file), made.width(), made.height());
        double all = made.psnr(best, 0);
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %.0f | %s |",
                job.name(),
                all,
                made.psnr(best, MARGIN),
                made.worst(best),
                BAR,
                all >= BAR ? "yes" : "no");
    }
}
