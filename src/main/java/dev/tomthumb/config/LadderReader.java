package dev.tomthumb.config;

import static dev.tomthumb.config.UnreadableException.about;

import java.util.ArrayList;
import java.util.List;

/** Reads the sizes that unsigned query URLs are rounded up to. */
final class LadderReader {
    private LadderReader() {}

    static SettingReader<List<Integer>> steps(int max) {
        String accepted = "rising whole numbers from 1 to " + max + ", separated by commas, or `off` for exact sizes";
        return SettingReader.of(accepted, text -> {
            List<Integer> steps = new ArrayList<>();
            for (String part : Readers.parts(text, "[,\\r\\n]")) {
                int step = Readers.integer(part, 1, max);
                if (!steps.isEmpty() && step <= steps.get(steps.size() - 1)) {
                    throw about(part, "is not larger than the step before it");
                }
                steps.add(step);
            }
            return List.copyOf(steps);
        });
    }
}
