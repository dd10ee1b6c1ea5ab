package dev.tomthumb.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code docs/reliability.md}: prose by hand, and between markers the tables that scenarios have printed. */
final class ReliabilityPage {
    private final Path file;

    ReliabilityPage() {
        this(Path.of("docs/reliability.md"));
    }

    ReliabilityPage(Path file) {
        this.file = file;
    }

    /** Puts a table between the markers of a scenario; does nothing if the page has none. */
    void replace(String scenario, String table) throws IOException {
        String page = Files.readString(file);
        int from = page.indexOf(begin(scenario));
        if (from < 0) {
            return;
        }
        int start = from + begin(scenario).length();
        int end = page.indexOf(end(scenario), start);
        Files.writeString(file, page.substring(0, start) + "\n" + table + page.substring(end));
    }

    /** The rows between the markers of a scenario, without headings, cells without the spaces around them. */
    List<List<String>> rows(String scenario) throws IOException {
        String page = Files.readString(file);
        int start = page.indexOf(begin(scenario));
        int end = page.indexOf(end(scenario));
        if (start < 0 || end < start) {
            throw new IOException(file + " has no markers of " + scenario);
        }
        List<List<String>> rows = new ArrayList<>();
        for (String line : page.substring(start, end).lines().skip(1).toList()) {
            if (line.startsWith("|")) {
                rows.add(Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows.subList(2, rows.size());
    }

    private static String begin(String scenario) {
        return "<!-- " + scenario + " -->";
    }

    private static String end(String scenario) {
        return "<!-- /" + scenario + " -->";
    }
}
