package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.BuildOutputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The zips for people without Maven. */
@DisabledIf("unmade")
class LibZipIT {

    /** The fast build has no twins. */
    static boolean unmade() {
        return System.getProperty("tomthumb.fast") != null
                || !BuildOutputs.tomcatLine().equals("11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"11", "9"})
    void itHoldsWhatTheWarHasAndNothingElse(String line) throws IOException {
        Map<String, Long> zipped = checksums(BuildOutputs.libZip(line), "lib/");

        assertThat(zipped).isEqualTo(checksums(BuildOutputs.war(line), "WEB-INF/lib/"));
        assertThat(zipped.keySet())
                .anyMatch(name -> name.startsWith("tomthumb-"))
                .anyMatch(name -> name.startsWith("s3-"));
        assertThat(SiteFiles.textOfZip(BuildOutputs.libZip(line), "files.txt")
                        .lines()
                        .sorted())
                .containsExactlyElementsOf(zipped.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"11", "9"})
    void theReadmeIsFilledInAndNamesTheFilesThatMayBeLeftOut(String line) throws IOException {
        String readme = SiteFiles.textOfZip(BuildOutputs.libZip(line), "README.txt");

        assertThat(readme)
                .contains(line.equals("9") ? "for Tomcat 9," : "for Tomcat 10.1 and 11,")
                .contains(line.equals("9") ? "-lib.zip is for 10.1 and 11" : "-javax-lib.zip is for Tomcat 9")
                .contains("docs/settings.md, in this zip")
                .doesNotContain("@");
        assertThat(SiteFiles.textOfZip(BuildOutputs.libZip(line), "docs/settings.md"))
                .startsWith("# ");
        List<String> files = SiteFiles.textOfZip(BuildOutputs.libZip(line), "files.txt")
                .lines()
                .toList();
        assertThat(readme.lines().map(String::strip).filter(words -> words.matches("[a-z0-9.-]+\\.jar")))
                .isNotEmpty()
                .isSubsetOf(files)
                .anyMatch(name -> name.startsWith("s3-"))
                .anyMatch(name -> name.startsWith("sts-"));
    }

    /** By name, of the entries below {@code directory}. */
    private static Map<String, Long> checksums(Path file, String directory) throws IOException {
        Map<String, Long> found = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
                if (entry.getName().startsWith(directory)) {
                    found.put(entry.getName().substring(directory.length()), entry.getCrc());
                }
            }
        }
        return found;
    }
}
