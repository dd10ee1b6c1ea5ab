package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.web.HostConflicts.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What is said of libraries that lie beside ours, or are missing. */
class HostConflictsTest {
    static final List<Library> LIBRARIES = Library.ALL;

    @TempDir
    private Path directory;

    private Path jar(String name, String version, String... files) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!version.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        }
        Path jar = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            for (String file : files) {
                entries.putNextEntry(new ZipEntry(file));
                entries.write("x".getBytes(StandardCharsets.US_ASCII));
            }
        }
        return jar;
    }

    private static List<String> warnings(Path... jars) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), HostConflictsTest.class.getClassLoader())) {
            return HostConflicts.of(loader).stream()
                    .filter(finding -> finding.level() == Level.WARNING)
                    .map(Finding::sentence)
                    .toList();
        }
    }

    @Test
    void ofWhatShipsNothingIsSaid() throws IOException {
        assertThat(HostConflicts.of(HostConflicts.class.getClassLoader())).isEmpty();
        assertThat(warnings(jar("unrelated-1.0.jar", "1.0", "a/B.class"))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("LIBRARIES")
    void eachLibraryThatShipsIsFoundAndNewEnough(Library library) throws ClassNotFoundException {
        ClassLoader loader = getClass().getClassLoader();
        URL found = loader.getResource(library.file());

        assertThat(Class.forName(library.probe(), false, loader)).isNotNull();
        Copy copy = Copy.of(found, library.file());
        assertThat(copy.version()).isNotEmpty();
        assertThat(copy.isOlderThan(library.since())).as(copy + " " + library).isFalse();
    }

    @ParameterizedTest
    @FieldSource("LIBRARIES")
    void aSecondCopyIsOneWarningThatNamesBothAndTheOneToKeep(Library library) throws IOException {
        Path old = jar("old-0.1.jar", "0.1", library.file());

        assertThat(warnings(old))
                .singleElement()
                .asString()
                .startsWith("There is more than one of " + library.title() + ", in ")
                .contains("old-0.1.jar (0.1)")
                .contains("; classes come from ")
                .contains("Keep only ")
                .doesNotContain("Keep only " + old)
                .contains(library.without());
    }

    @Test
    void twoOfUsAreNamed() throws IOException {
        assertThat(warnings(jar("tomthumb-0.9.jar", "0.9", "dev/tomthumb/Tomthumb.class")))
                .singleElement()
                .asString()
                .startsWith("Tomthumb is here more than once, in ")
                .contains("tomthumb-0.9.jar (0.9)");
    }

    /** The application's own log would fall silent, and nobody would look for us behind it. */
    @Test
    void aBindingForTheOldSlf4jIsNamed() throws IOException {
        assertThat(warnings(jar("logback-classic-1.2.3.jar", "", "org/slf4j/impl/StaticLoggerBinder.class")))
                .singleElement()
                .asString()
                .contains("logback-classic-1.2.3.jar (1.2.3) makes SLF4J 1.x write the application's log")
                .contains("logback-classic 1.3");
    }

    @Test
    void aSecondProviderForTheNewSlf4jIsNamed() throws IOException {
        assertThat(warnings(
                        jar("logback-classic-1.5.0.jar", "", "META-INF/services/org.slf4j.spi.SLF4JServiceProvider")))
                .singleElement()
                .asString()
                .contains("logback-classic-1.5.0.jar (1.5.0)")
                .contains("Delete the slf4j-jdk14");
    }

    @Test
    void whatIsMissingIsNamed() {
        List<Finding> findings = HostConflicts.of(ClassLoader.getPlatformClassLoader());

        assertThat(findings).hasSize(Library.ALL.size());
        assertThat(findings)
                .contains(
                        new Finding(
                                Level.WARNING,
                                "Ehcache is missing: no renditions are made. Put all jars of tomthumb-<version>-lib.zip"
                                        + " into WEB-INF/lib."),
                        new Finding(Level.INFO, "the AWS SDK is not here: originals on S3 are refused."));
    }

    @ParameterizedTest
    @CsvSource({
        "slf4j-api-1.7.36.jar, 1.7.36, 2.0, true",
        "slf4j-api-2.0.20.jar, 2.0.20, 2.0, false",
        "ehcache-3.8.1.jar, '3.8.1 a19322e8d4b3f7157e878112c2afc0b6e3090fdd', 3.11, true",
        "ehcache-3.12.0-jakarta.jar, 3.12.0, 3.11, false",
        "json-20231013.jar, '', 20250107, true",
        "json-20251224.jar, '', 20250107, false",
        "unknown.jar, '', 2.0, false",
        "x-3.jar, '', 3.0.1, true",
        "x.jar, 99999999999999999999999, 2.0, false",
        "x-1.0.jar, unspecified, 2, true",
    })
    void versionsAreComparedNumberByNumber(String name, String version, String since, boolean older)
            throws IOException {
        Path jar = jar(name, version, "a/B.class");
        Copy copy = Copy.of(
                java.net.URI.create("jar:" + jar.toUri() + "!/a/B.class").toURL(), "a/B.class");

        assertThat(copy.isOlderThan(since)).isEqualTo(older);
        assertThat(copy.toString()).contains(name);
    }
}
