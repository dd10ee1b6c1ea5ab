package dev.tomthumb.load;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The volume under the cache is full to the last byte, by others' doing. */
final class DiskFull implements Trouble {
    private static final int PICTURES = 50;
    private static final int BLOCK = 64 * 1024;

    private final Path volume;

    /** @param volume a small one, on which the site's cache lies */
    DiskFull(Path volume) {
        this.volume = volume;
    }

    @Override
    public String told() {
        return "the cache's volume is full";
    }

    /** Everything comes from the disk. */
    @Override
    public Map<String, String> settings() {
        return Map.of("tomthumb.cache.max-heap-object", "0");
    }

    @Override
    public Seen seen(Site site, FakeOrigin origin) throws Exception {
        all(site, "kept");
        Path others = volume.resolve("others");
        fill(others);
        List<Answer> kept = all(site, "kept");
        List<Answer> fresh = all(site, "fresh");
        Files.delete(others);
        List<Answer> later = all(site, "later");
        return new Seen(
                Trouble.counted(fresh),
                Trouble.counted(kept),
                "with space again: " + Trouble.counted(later),
                Trouble.with(200, kept) + Trouble.with(200, fresh) + Trouble.with(200, later) == 3 * PICTURES
                        && kept.stream().allMatch(answer -> answer.result().equals("Hit")));
    }

    private static List<Answer> all(Site site, String name) throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (String url : IntStream.range(0, PICTURES)
                .mapToObj(i -> "/o/full-" + name + i + ".jpg?w=160")
                .toList()) {
            answers.add(site.get(url));
        }
        return answers;
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // That is what we wanted.
        }
    }
}
