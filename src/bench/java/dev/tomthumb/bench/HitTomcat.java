package dev.tomthumb.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A Tomcat of its own with {@code tomcat-conf/server.xml} and the WAR twice: once as it comes, once with pictures too
 * large for its heap tier, so that each is read from the disk tier.
 */
final class HitTomcat implements HitServer {
    private static final String DISK_CONTEXT = "/disk";
    private static final String CONTEXT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Context docBase="WAR">
              <Parameter name="tomthumb.mounts" override="false" value="/photos/ = local:///" />
              <Parameter name="tomthumb.local.root" override="false" value="ORIGINALS" />
              <Parameter name="tomthumb.query.ladder" override="false" value="off" />
              <Parameter name="tomthumb.cache.max-heap-object" override="false" value="CEILING" />
              <Parameter name="tomthumb.warm-up" override="false" value="false" />
              <Parameter name="bench.imitated" override="false" value="FIRST" />
            </Context>
            """;

    private final String name;
    private final String version;
    private final int port;
    private final Process process;

    /**
     * What it is made of.
     *
     * @param name how the table calls it
     * @param java the program
     * @param home an unpacked distribution, which stays as it is
     * @param war what is measured; {@code floor} = {@link HitFloor}
     * @param threads {@code virtual}, as server.xml can have them, or {@code nio2} for those it has unless told
     */
    record Parts(String name, Path java, Path home, Path war, String threads, List<String> jvm) {
        boolean isFloor() {
            return war.toString().equals("floor");
        }
    }

    /** @param first the port of the first of all Tomcats, which {@link HitFloor} imitates; that one's own is its own */
    HitTomcat(Parts parts, Path base, Path originals, int port, int first) throws IOException, InterruptedException {
        this.name = parts.name();
        this.port = port;
        this.version = parts.name() + ": " + versionOf(parts.java()) + ", " + parts.home() + ", " + parts.war();
        for (String directory : List.of("conf/Catalina/localhost", "logs", "temp", "work", "webapps")) {
            Files.createDirectories(base.resolve(directory));
        }
        Files.copy(
                parts.home().resolve("conf/web.xml"),
                base.resolve("conf/web.xml"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(base.resolve("conf/server.xml"), serverXml());
        Path war = parts.isFloor() ? HitFloor.war(base.resolve("floor.war")) : parts.war();
        context(base.resolve("conf/Catalina/localhost/ROOT.xml"), war, originals, "256kB", first);
        context(base.resolve("conf/Catalina/localhost/disk.xml"), war, originals, "0", first);
        Path log = base.resolve("logs/out.log");
        this.process = new ProcessBuilder(command(parts, base, port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        HitServer.await(port, process, log);
    }

    /** As it ships but for the access log, which nginx is measured without. */
    private static String serverXml() throws IOException {
        return Files.readString(Path.of("tomcat-conf/server.xml"))
                .replaceAll("(?s)<Valve className=\"org.apache.catalina.valves.AccessLogValve\".*?/>", "");
    }

    private static void context(Path file, Path war, Path originals, String ceiling, int first) throws IOException {
        Files.writeString(
                file,
                CONTEXT.replace("WAR", war.toAbsolutePath().toString())
                        .replace("ORIGINALS", originals.toAbsolutePath().toString())
                        .replace("CEILING", ceiling)
                        .replace("FIRST", Integer.toString(first)));
    }

    private static List<String> command(Parts parts, Path base, int port) {
        Path bin = parts.home().resolve("bin");
        // The heap and headless mode of tomcat-conf/setenv.sh.
        List<String> command =
                new ArrayList<>(List.of(parts.java().toString(), "-Xms512m", "-Xmx1g", "-Djava.awt.headless=true"));
        command.addAll(parts.jvm());
        command.addAll(List.of(
                "-Dcatalina.home=" + parts.home(),
                "-Dcatalina.base=" + base.toAbsolutePath(),
                "-Djava.io.tmpdir=" + base.resolve("temp").toAbsolutePath(),
                "-Dtomcat.http.port=" + port,
                "-Dtomcat.http.virtual-threads=" + parts.threads().equals("virtual"),
                "-cp",
                bin.resolve("bootstrap.jar") + ":" + bin.resolve("tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap",
                "start"));
        return command;
    }

    private static String versionOf(Path java) throws IOException {
        Process asked = new ProcessBuilder(java.toString(), "-version")
                .redirectErrorStream(true)
                .start();
        List<String> lines = asked.inputReader().lines().toList();
        return lines.get(Math.min(1, lines.size() - 1));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String url(HitCase what, int nth) {
        String url = HitPath.url(what.kilobytes(), nth);
        return what.tier() == HitCase.Tier.DISK ? DISK_CONTEXT + url : url;
    }

    @Override
    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
