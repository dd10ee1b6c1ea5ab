package dev.tomthumb.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code docs/troubleshooting.md}, so that a test can hold what it sees to what the page tells. */
public final class TroubleshootingPage {
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.+)\\R([\\s\\S]*?)(?=^#{1,2} |\\z)");
    private static final Pattern QUOTED = Pattern.compile("(?m)^ *```log\\R(.*?)^ *```", Pattern.DOTALL);

    private final String text;

    private TroubleshootingPage(String text) {
        this.text = text;
    }

    /** The page as it stands. */
    public static TroubleshootingPage read() throws IOException {
        return new TroubleshootingPage(Files.readString(Path.of("docs/troubleshooting.md")));
    }

    /** The symptoms, in the page's order. */
    public List<String> symptoms() {
        List<String> symptoms = new ArrayList<>();
        Matcher sections = SECTION.matcher(text);
        while (sections.find()) {
            symptoms.add(sections.group(1));
        }
        return symptoms;
    }

    /** Lines of the product that are quoted under a symptom, as they stand there. */
    public List<String> quoted(String symptom) {
        Matcher sections = SECTION.matcher(text);
        while (sections.find()) {
            if (sections.group(1).equals(symptom)) {
                return quotedIn(sections.group(2));
            }
        }
        throw new IllegalArgumentException("the page has no symptom " + symptom);
    }

    private static List<String> quotedIn(String section) {
        return QUOTED.matcher(section)
                .results()
                .flatMap(block -> block.group(1).lines())
                .map(String::strip)
                .toList();
    }

    /** Finds a quoted line: three dots stand for what differs from case to case. */
    public static Pattern pattern(String quoted) {
        return Pattern.compile(Stream.of(quoted.split("…", -1))
                .map(piece -> Pattern.quote(piece))
                .collect(Collectors.joining(".*?")));
    }
}
