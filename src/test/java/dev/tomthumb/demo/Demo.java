package dev.tomthumb.demo;

import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.Ports;
import dev.tomthumb.testkit.S3Server;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts the demonstration and keeps it running until this JVM is told to end; every process it started ends with it.
 * What it leaves in {@code target/demo} (the originals and the cache) serves its next run.
 */
public final class Demo {

    private final PrintStream out;
    private final DemoSite site;
    private final int port;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private Demo(PrintStream out, DemoSite site, int port) {
        this.out = out;
        this.site = site;
        this.port = port;
    }

    /** Runs the demonstration on the port in the system property {@code tomthumb.demo.port}, 8080 if it is not set. */
    public static void main(String[] args) throws Exception {
        Demo demo = new Demo(
                System.out,
                new DemoSite(BuildOutputs.target().resolve("demo")),
                Integer.getInteger("tomthumb.demo.port", 8080));
        System.exit(demo.run() ? 0 : 1);
    }

    /** False if it could not start, or ended without being told to; the reason has then been printed. */
    private boolean run() throws Exception {
        if (Ports.isTaken(port)) {
            out.printf(
                    "Port %d is in use. Choose another one: ./mvnw -Pdemo -Dtomthumb.demo.port=%d%n", port, port + 1);
            return false;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::announceStop, "demo-stop"));
        out.println();
        out.println("Starting the S3 server ...");
        try (S3Server s3 = site.startS3()) {
            site.fill(s3, out);
            out.println("Starting Tomcat ...");
            try (TomcatServer tomcat = site.tomcat(s3).port(port).start()) {
                return serves(tomcat) && staysUp(tomcat);
            }
        } catch (IOException failed) {
            return tell(failed.getMessage());
        }
    }

    private boolean serves(TomcatServer tomcat) throws IOException, InterruptedException {
        int status = status(tomcat.uri());
        if (status != 200) {
            return tell("The front page answers " + status + "; see "
                    + tomcat.base().resolve("logs"));
        }
        out.printf("Tomthumb is ready at http://127.0.0.1:%d/%n", port);
        out.println("Ctrl-C ends it.");
        return true;
    }

    private boolean staysUp(TomcatServer tomcat) throws InterruptedException {
        while (tomcat.isAlive()) {
            Thread.sleep(500);
        }
        return stopping.get() || tell("Tomcat has ended; see " + tomcat.base().resolve("logs"));
    }

    private void announceStop() {
        if (!stopping.getAndSet(true)) {
            out.println("Stopping ...");
        }
    }

    private boolean tell(String trouble) {
        stopping.set(true);
        out.println(trouble);
        return false;
    }

    private static int status(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
