package dev.tomthumb.load;

import dev.tomthumb.load.probe.ProbeServlet;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The WAR that ships, with our probe put into it, in a Tomcat of its own with an empty cache. */
final class Site implements AutoCloseable {
    private static final String[] PROBE = {"ProbeServlet", "Heard"};

    private final TomcatServer tomcat;
    private final Path cache;

    private Site(TomcatServer tomcat, Path cache) {
        this.tomcat = tomcat;
        this.cache = cache;
    }

    /** With the cache in a directory of this site. */
    static Site start(String name, Map<String, String> settings) throws IOException, InterruptedException {
        return start(name, settings, Optional.empty());
    }

    /**
     * @param name of its directory
     * @param settings of the product; originals on the loopback address are allowed by themselves
     * @param cache where the cache lies; empty for a directory of this site
     */
    static Site start(String name, Map<String, String> settings, Optional<Path> cache)
            throws IOException, InterruptedException {
        Path directory = BuildOutputs.target().resolve("load").resolve(name + "-" + BuildOutputs.tomcatLine());
        delete(directory);
        Files.createDirectories(directory);
        Path cacheDirectory = cache.orElse(directory.resolve("cache"));
        TomcatServer.Builder tomcat = TomcatServer.of(
                        BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()), directory.resolve("tomcat"))
                .jvmArguments("-Xmx640m")
                .atFullSpeed()
                // As tomcat-conf advises; Tomcat's own 100 would make visitors reconnect all the time.
                .serverXml(xml -> xml.replace("<Connector ", "<Connector maxKeepAliveRequests=\"-1\" "))
                .deploy("ROOT", war(directory))
                .systemProperty("tomthumb.http.allow-loopback", "true")
                .systemProperty("tomthumb.cache.dir", cacheDirectory.toString());
        settings.forEach(tomcat::systemProperty);
        Site site = new Site(tomcat.start(), cacheDirectory);
        if (site.get(ProbeServlet.PATH).status() != 200) {
            site.close();
            throw new IOException("The application did not start; its log:\n" + site.tomcat.logs());
        }
        return site;
    }

    private static Path war(Path directory) throws IOException {
        Path war = directory.resolve("probed.war");
        Files.copy(BuildOutputs.war(), war);
        try (FileSystem zip = FileSystems.newFileSystem(war)) {
            for (String name : PROBE) {
                String file = ProbeServlet.class.getPackageName().replace('.', '/') + "/" + name + ".class";
                Path place = zip.getPath("WEB-INF/classes/" + file);
                Files.createDirectories(place.getParent());
                try (InputStream bytes = Site.class.getClassLoader().getResourceAsStream(file)) {
                    if (bytes == null) {
                        throw new IOException("no class file " + file);
                    }
                    Files.write(place, bytes.readAllBytes());
                }
            }
        }
        return war;
    }

    URI uri() {
        return tomcat.uri();
    }

    /** Where its cache lies. */
    Path cache() {
        return cache;
    }

    TomcatServer tomcat() {
        return tomcat;
    }

    /** One question on a connection of its own. */
    Answer get(String path, String... fields) throws IOException {
        try (Line line = new Line(uri())) {
            return line.get(path, fields);
        }
    }

    /** The probe begins at zero. */
    void forget() throws IOException {
        try (Line line = new Line(uri())) {
            line.read(line.ask("POST", ProbeServlet.PATH));
        }
    }

    /** What the probe has counted; what is missing is zero. */
    Counts counts() throws IOException {
        Map<String, Long> numbers = new TreeMap<>();
        String told = new String(get(ProbeServlet.PATH).body(), StandardCharsets.UTF_8);
        for (String row : told.lines().toList()) {
            int equals = row.indexOf('=');
            if (equals > 0) {
                numbers.put(row.substring(0, equals), Long.parseLong(row.substring(equals + 1)));
            }
        }
        return new Counts(numbers);
    }

    /** @param numbers by the probe's names */
    record Counts(Map<String, Long> numbers) {
        long of(String name) {
            return numbers.getOrDefault(name, 0L);
        }
    }

    /** Deletes a directory and all in it, if it is there. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Override
    public void close() {
        tomcat.close();
    }
}
