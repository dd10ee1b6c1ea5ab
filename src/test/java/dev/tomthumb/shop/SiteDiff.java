package dev.tomthumb.shop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What somebody has done to a web application.
 *
 * @param unpacked jars that have come into {@code WEB-INF/lib}: one step for a person, who unpacks a zip there
 * @param changed every other file that has come, gone or changed, with its lines in the manner of {@code diff}:
 *     {@code - } gone, {@code + } come
 */
record SiteDiff(List<String> unpacked, Map<String, List<String>> changed) {
    private static final String LIB = "WEB-INF/lib/";

    static SiteDiff between(Path before, Path after) throws IOException {
        Map<String, Path> old = files(before);
        Map<String, Path> now = files(after);
        Set<String> all = new TreeSet<>(old.keySet());
        all.addAll(now.keySet());
        List<String> unpacked = new ArrayList<>();
        Map<String, List<String>> changed = new LinkedHashMap<>();
        for (String name : all) {
            if (!old.containsKey(name) && name.startsWith(LIB)) {
                unpacked.add(name);
            } else if (!old.containsKey(name) || !now.containsKey(name)) {
                changed.put(name, List.of(old.containsKey(name) ? "the file is gone" : "the file is new"));
            } else if (Files.mismatch(old.get(name), now.get(name)) >= 0) {
                changed.put(name, lines(lines(old.get(name)), lines(now.get(name))));
            }
        }
        return new SiteDiff(List.copyOf(unpacked), changed);
    }

    /** What a person had to touch. */
    int touched() {
        return changed.size() + (unpacked.isEmpty() ? 0 : 1);
    }

    private static Map<String, Path> files(Path root) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        for (Path file : Trees.files(root)) {
            files.put(root.relativize(file).toString(), file);
        }
        return files;
    }

    /** In an encoding in which every file is text and no two bytes are the same. */
    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    }

    /** By the longest common subsequence. */
    private static List<String> lines(List<String> old, List<String> now) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                i++;
                j++;
            } else if (j == now.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add("- " + old.get(i++));
            } else {
                lines.add("+ " + now.get(j++));
            }
        }
        return lines;
    }
}
