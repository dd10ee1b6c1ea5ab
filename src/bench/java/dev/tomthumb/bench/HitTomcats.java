package dev.tomthumb.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which Tomcats {@link HitPath} starts: {@code bench.tomcats} names them, separated by blanks, each as
 * {@code name,java,home,war,threads} and options of the JVM, with commas between. The first one is a Tomthumb, whose
 * pictures the others have as well.
 */
final class HitTomcats {
    private HitTomcats() {}

    static List<HitTomcat.Parts> asked(Options options) {
        List<HitTomcat.Parts> all = new ArrayList<>();
        for (String said : System.getProperty("bench.tomcats", "").strip().split("\\s+")) {
            String[] words = said.split(",");
            all.add(new HitTomcat.Parts(
                    words[0],
                    Path.of(words[1]),
                    Path.of(words[2]),
                    Path.of(words[3]),
                    words[4],
                    Arrays.asList(words).subList(5, words.length)));
        }
        return all;
    }
}
