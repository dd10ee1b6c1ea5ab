package dev.tomthumb.bench;

import dev.tomthumb.Site;
import dev.tomthumb.Tomthumb;
import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.SettingsException;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.engine.Outcome;
import dev.tomthumb.engine.Partition;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.SourceRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The whole product with its default settings, asked for many renditions at one time. */
final class CrowdProcess {
    private static final int WIDTH = 320;
    /** It is memory that is measured: who waits long because the machine is busy with other things is not refused. */
    private static final String PATIENCE = "2 min";

    private CrowdProcess() {}

    /** @param arguments the file, how often it is asked for, and a directory for the cache */
    public static void main(String[] arguments) throws IOException, SettingsException {
        Path file = Path.of(arguments[0]).toAbsolutePath();
        int crowd = Integer.parseInt(arguments[1]);
        Path state = Files.createTempDirectory(Path.of(arguments[2]), "crowd");
        SettingTexts texts = SettingTexts.ofProperties(
                Map.of("tomthumb.local.root", file.getParent().toString(), "tomthumb.timeout", PATIENCE));
        long start = System.nanoTime();
        try (Tomthumb tomthumb = Tomthumb.open(
                SettingsLoader.load(texts, Installation.here(true, state)), new Site("ROOT", true, Map.of()))) {
            Map<String, Integer> ends = ends(tomthumb, file.getFileName().toString(), crowd);
            System.out.println(
                    ends + " in " + (System.nanoTime() - start) / 1_000_000_000 + " s; " + PeakMemory.text());
        }
    }

    private static Map<String, Integer> ends(Tomthumb tomthumb, String name, int crowd) {
        List<CompletableFuture<Outcome>> waiting = new ArrayList<>();
        for (int i = 0; i < crowd; i++) {
            waiting.add(tomthumb.engine().produce(request(name, i), Partition.SHARED, tomthumb.sources()));
        }
        Map<String, Integer> ends = new TreeMap<>();
        for (CompletableFuture<Outcome> each : waiting) {
            ends.merge(end(each), 1, Integer::sum);
        }
        return ends;
    }

    /** The version makes each of them a rendition of its own. */
    private static ImageRequest request(String name, int version) {
        ImageRequest any = Engine.request(WIDTH, ImageFormat.JPEG, 80);
        return new ImageRequest(
                new SourceRef("local", "///" + name),
                any.transform(),
                any.output(),
                Optional.of(Integer.toString(version)));
    }

    private static String end(CompletableFuture<Outcome> outcome) {
        try {
            outcome.join();
            return "made";
        } catch (CompletionException refused) {
            return refused.getCause() instanceof ImageException reason
                    ? reason.problem() + " (" + reason.getMessage() + ")"
                    : String.valueOf(refused.getCause());
        }
    }
}
