package dev.tomthumb.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A real Tomcat in its own process on the loopback address: started from an unpacked distribution that stays as it
 * shipped, with a {@code CATALINA_BASE} of its own.
 */
public final class TomcatServer implements AutoCloseable {

    /** What {@code catalina.sh} opens, so that Tomcat's report of leaked threads and ThreadLocals is not blind. */
    private static final List<String> OPENED_BY_CATALINA_SH = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");

    private static final String SERVER_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Server port="-1">
              <Listener className="org.apache.catalina.core.JreMemoryLeakPreventionListener" />
              <Listener className="org.apache.catalina.core.ThreadLocalLeakPreventionListener" />
              <Service name="Catalina">
                <Connector port="${tomcat.port}" address="127.0.0.1" protocol="HTTP/1.1"
                           encodedSolidusHandling="passthrough" maxHttpRequestHeaderSize="32768" />
                <Engine name="Catalina" defaultHost="localhost">
                  <Host name="localhost" appBase="webapps" unpackWARs="true" autoDeploy="true" />
                </Engine>
              </Service>
            </Server>
            """;

    private final JavaProcess process;
    private final Path base;
    private final URI uri;

    private TomcatServer(JavaProcess process, Path base, URI uri) {
        this.process = process;
        this.base = base;
        this.uri = uri;
    }

    /**
     * A Tomcat that is not started yet.
     *
     * @param home an unpacked distribution, see {@link BuildOutputs#tomcatHome}
     * @param base its {@code CATALINA_BASE}: may hold what an earlier run left (the cache, say), but {@code conf},
     *     {@code webapps}, {@code work} and {@code logs} are made anew
     */
    public static Builder of(Path home, Path base) {
        return new Builder(home.toAbsolutePath(), base.toAbsolutePath());
    }

    /** Where a Tomcat is told how to be before it starts. */
    public static final class Builder {
        private final Path home;
        private final Path base;
        private final List<Map.Entry<String, Path>> wars = new ArrayList<>();
        private final Map<String, String> systemProperties = new LinkedHashMap<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private final List<String> jvmArguments = new ArrayList<>();
        private Optional<Path> configuration = Optional.empty();
        private UnaryOperator<String> serverXml = UnaryOperator.identity();
        private OptionalInt port = OptionalInt.empty();
        /** A test's server ends before the optimising compiler has earned what it costs: a third of the processor time. */
        private Optional<String> compiler = Optional.of("-XX:TieredStopAtLevel=1");

        private Builder(Path home, Path base) {
            this.home = home;
            this.base = base;
        }

        /** Takes this port instead of a free one. */
        public Builder port(int number) {
            this.port = OptionalInt.of(number);
            return this;
        }

        /**
         * Deploys a WAR file or an unpacked web application before the start. Both of one context stand beside each other.
         *
         * @param context the name in {@code webapps}: {@code ROOT}, or {@code shop} for {@code /shop}
         */
        public Builder deploy(String context, Path war) {
            wars.add(Map.entry(context, war));
            return this;
        }

        /** Lays these files over the distribution's {@code conf}; a {@code server.xml} among them replaces ours. */
        public Builder configuration(Path directory) {
            this.configuration = Optional.of(directory);
            return this;
        }

        /**
         * Rewrites the {@code server.xml} before the start, for instance to add a valve. The port is in the system
         * property {@code tomcat.port}, for which Tomcat replaces <code>${tomcat.port}</code>.
         */
        public Builder serverXml(UnaryOperator<String> rewriting) {
            this.serverXml = rewriting;
            return this;
        }

        /** Sets a system property of Tomcat's process. */
        public Builder systemProperty(String name, String value) {
            systemProperties.put(name, value);
            return this;
        }

        /** Sets an environment variable of Tomcat's process. */
        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** Compiles as a server that stays does: for whoever measures it, or looks at it for longer. */
        public Builder atFullSpeed() {
            this.compiler = Optional.empty();
            return this;
        }

        /** Adds arguments of the JVM, such as {@code -Xmx256m}. */
        public Builder jvmArguments(String... arguments) {
            jvmArguments.addAll(List.of(arguments));
            return this;
        }

        /** Starts Tomcat and returns when it answers, which it does after deploying everything. */
        public TomcatServer start() throws IOException, InterruptedException {
            int number = port.isPresent() ? port.getAsInt() : Ports.free();
            systemProperties.put("tomcat.port", String.valueOf(number));
            prepareBase();
            JavaProcess process = JavaProcess.start(
                    "Tomcat",
                    base,
                    List.of(home.resolve("bin/bootstrap.jar"), home.resolve("bin/tomcat-juli.jar")),
                    allJvmArguments(),
                    "org.apache.catalina.startup.Bootstrap",
                    List.of("start"),
                    environment,
                    base.resolve("logs/catalina.out"));
            URI uri = URI.create("http://127.0.0.1:" + number + "/");
            process.awaitAnswer(uri);
            return new TomcatServer(process, base, uri);
        }

        private void prepareBase() throws IOException {
            for (String fresh : List.of("conf", "webapps", "work", "logs", "temp")) {
                Trees.delete(base.resolve(fresh));
                Files.createDirectories(base.resolve(fresh));
            }
            Trees.copy(home.resolve("conf"), base.resolve("conf"));
            Path xml = base.resolve("conf/server.xml");
            Files.writeString(xml, SERVER_XML);
            if (configuration.isPresent()) {
                Trees.copy(configuration.get(), base.resolve("conf"));
            }
            Files.writeString(xml, serverXml.apply(Files.readString(xml)));
            for (Map.Entry<String, Path> war : wars) {
                deployInto(base, war.getKey(), war.getValue());
            }
        }

        private List<String> allJvmArguments() {
            List<String> all = new ArrayList<>(OPENED_BY_CATALINA_SH);
            all.add("-Djava.awt.headless=true");
            all.add("-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"));
            all.add("-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager");
            all.add("-Dcatalina.home=" + home);
            all.add("-Dcatalina.base=" + base);
            all.add("-Djava.io.tmpdir=" + base.resolve("temp"));
            systemProperties.forEach((name, value) -> all.add("-D" + name + "=" + value));
            compiler.ifPresent(all::add);
            all.addAll(jvmArguments);
            return all;
        }
    }

    /** The release of Java that runs Tomcats here: 17, 25. */
    public static int javaRelease() throws IOException {
        return JavaProcess.feature();
    }

    /** The root of this Tomcat, ending in a slash. */
    public URI uri() {
        return uri;
    }

    /** The address of a path, which is taken as it is: encoded or not, with or without the leading slash. */
    public URI uri(String path) {
        return URI.create(uri + (path.startsWith("/") ? path.substring(1) : path));
    }

    /** The {@code CATALINA_BASE}. */
    public Path base() {
        return base;
    }

    /** Tomcat's process. */
    public long pid() {
        return process.pid();
    }

    /** Whether Tomcat's process has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Puts a WAR into the running Tomcat, which deploys it some seconds later.
     *
     * @param context the name in {@code webapps}: {@code ROOT}, or {@code shop} for {@code /shop}
     */
    public void deploy(String context, Path war) throws IOException {
        deployInto(base, context, war);
    }

    /** Takes an application out of the running Tomcat, which undeploys it some seconds later. */
    public void undeploy(String context) throws IOException {
        if (!Files.deleteIfExists(base.resolve("webapps").resolve(context + ".war"))) {
            Trees.delete(base.resolve("webapps").resolve(context));
        }
    }

    /** Everything that Tomcat and its applications have logged since the start, one file after the other. */
    public String logs() {
        try (Stream<Path> files = Files.list(base.resolve("logs"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.sorted().toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Tomcat and its applications have written to the console since the start: every line of the log, once. */
    public String console() {
        try {
            return new String(Files.readAllBytes(base.resolve("logs/catalina.out")), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops Tomcat as an operator does (SIGTERM): applications are undeployed before the process ends. */
    public void stop() {
        process.stop();
    }

    /** Ends Tomcat as a crash would (SIGKILL). */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        stop();
    }

    private static void deployInto(Path base, String context, Path war) throws IOException {
        Path webapps = base.resolve("webapps");
        if (Files.isDirectory(war)) {
            Trees.copy(war, webapps.resolve(context));
            return;
        }
        // Tomcat must never see half a file.
        Path part = base.resolve("temp").resolve(context + ".war.part");
        Files.copy(war, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, webapps.resolve(context + ".war"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** What {@link Files} lacks for whole directories. */
    private static final class Trees {

        static void copy(Path from, Path to) throws IOException {
            try (Stream<Path> all = Files.walk(from)) {
                for (Path source : all.toList()) {
                    Path target = to.resolve(from.relativize(source).toString());
                    if (Files.isDirectory(source)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }

        static void delete(Path directory) throws IOException {
            if (!Files.exists(directory)) {
                return;
            }
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path emptied, IOException failure) throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    Files.delete(emptied);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }
}
