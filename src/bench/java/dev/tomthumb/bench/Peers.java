package dev.tomthumb.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every candidate, each in its process. */
final class Peers implements Closeable {
    static final String LIBVIPS = "libvips";
    static final String TOMTHUMB = "tomthumb";

    private final List<Peer> all = new ArrayList<>();

    /** Starts those that the options want and this machine has. */
    static Peers start(Options options) throws IOException {
        Peers peers = new Peers();
        try {
            peers.startAll(options);
        } catch (IOException | RuntimeException failure) {
            peers.close();
            throw failure;
        }
        return peers;
    }

    /** In the order of the table. */
    List<Peer> all() {
        return List.copyOf(all);
    }

    private void startAll(Options options) throws IOException {
        if (options.vips().isPresent() && options.wants(LIBVIPS)) {
            all.add(vips(options.vips().get(), options.target()));
        }
        for (String candidate : List.of(TOMTHUMB, "imageio", "thumbnailator")) {
            if (options.wants(candidate)) {
                all.add(Peer.start(candidate, worker(JavaProcess.here(), candidate)));
            }
        }
        for (Path java : options.javas()) {
            all.add(Peer.start(TOMTHUMB + " on " + java, worker(java, TOMTHUMB)));
        }
    }

    private static ProcessBuilder worker(Path java, String candidate) {
        return JavaProcess.of(java, List.of("-Xmx1g"), Worker.class, candidate);
    }

    private static Peer vips(Path library, Path target) throws IOException {
        Path program = target.resolve("vips_peer").toAbsolutePath();
        Files.createDirectories(program.getParent());
        compile(Path.of("src/bench/c/vips_peer.c"), program);
        ProcessBuilder process = new ProcessBuilder(program.toString(), library.toString());
        return Peer.start(LIBVIPS, process.redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    private static void compile(Path source, Path program) throws IOException {
        Process compiler = new ProcessBuilder("cc", "-O2", "-o", program.toString(), source.toString(), "-ldl", "-lm")
                .inheritIO()
                .start();
        try {
            if (compiler.waitFor() != 0) {
                throw new IOException("cc could not compile " + source);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while compiling " + source, e);
        }
    }

    @Override
    public void close() {
        all.forEach(Peer::close);
    }
}
