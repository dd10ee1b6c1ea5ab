package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.testkit.LogLines;
import dev.tomthumb.web.WholeSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says at the start of settings that have no effect. */
final class StartWarningsTest {
    private static final Set<ImageFormat> PLAIN =
            EnumSet.complementOf(EnumSet.of(ImageFormat.AVIF, ImageFormat.HEIC, ImageFormat.JXL));

    private static List<String> warnings(Set<ImageFormat> writable, Map<String, String> texts) throws Exception {
        return StartWarnings.of(
                SettingsLoader.load(
                        SettingTexts.ofProperties(texts), new Installation(true, 2, 1L << 30, Path.of("state"))),
                writable);
    }

    @Test
    void formatsThatNobodyHereWritesAreNamedWithTheirSetting() throws Exception {
        Map<String, String> wanted = Map.of(
                "tomthumb.auto-webp", "true",
                "tomthumb.auto-avif", "true",
                "tomthumb.enforce-jxl", "true",
                "tomthumb.preferred-formats", "avif,jpeg,png,gif");

        assertThat(warnings(EnumSet.allOf(ImageFormat.class), wanted)).isEmpty();
        assertThat(warnings(PLAIN, Map.of())).isEmpty();
        assertThat(warnings(PLAIN, wanted))
                .containsExactly(
                        "tomthumb.auto-avif (system property) has no effect as to avif, which cannot be written here; AVIF and"
                                + " JPEG XL need a libvips that can (tomthumb.libvips).",
                        "tomthumb.enforce-jxl (system property) has no effect as to jxl, which cannot be written here; AVIF and"
                                + " JPEG XL need a libvips that can (tomthumb.libvips).",
                        "tomthumb.preferred-formats (system property) has no effect as to avif, which cannot be written here;"
                                + " AVIF and JPEG XL need a libvips that can (tomthumb.libvips).");
    }

    @Test
    void directoriesThatAreNotThereAreNamed(@TempDir Path directory) throws Exception {
        Map<String, String> settings = Map.of(
                "tomthumb.local.root", directory.resolve("originals").toString(),
                "tomthumb.warm.log-dir", directory.resolve("logs").toString());
        assertThat(warnings(PLAIN, settings))
                .containsExactly(
                        "tomthumb.local.root (system property) is " + directory.resolve("originals")
                                + ", which is no directory that can be read here: no original is found in it until it is"
                                + " there.",
                        "tomthumb.warm.log-dir (system property) is " + directory.resolve("logs")
                                + ", which is no directory that can be read here: no log can be replayed from it until it"
                                + " is there.");
        Files.createDirectory(directory.resolve("originals"));
        assertThat(warnings(PLAIN, settings)).hasSize(1);
    }

    @Test
    void eachIsToldOnceAtTheStart(@TempDir Path directory) throws Exception {
        try (LogLines log = new LogLines(Tomthumb.class);
                WholeSite site = new WholeSite(
                        directory.resolve("state"),
                        Map.of(
                                "tomthumb.local.root",
                                directory.resolve("originals").toString()))) {
            assertThat(site.tomthumb()).isNotNull();
            assertThat(log.warnings())
                    .filteredOn(line -> line.startsWith("URLs below /img/ are not signed")
                            || line.startsWith("tomthumb.local.root "))
                    .hasSize(2);
        }
    }
}
