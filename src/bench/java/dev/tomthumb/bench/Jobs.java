package dev.tomthumb.bench;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Measures whole renditions, bytes in to bytes out, and prints a table: processor time of every candidate as a share of
 * what libvips takes, or where that is not there, ImageIO.
 */
public final class Jobs {
    /** A median may lie so far above its bar: what remains of chance after nine rounds. */
    private static final double TOLERANCE = 1.05;

    private final Options options;
    private final List<Job> jobs;
    private final Peers peers;
    private final Pictures pictures;
    private final PrintStream out = System.out;

    private Jobs(Options options, Peers peers) throws IOException {
        this.options = options;
        this.jobs = Job.matching(options.jobs());
        this.peers = peers;
        this.pictures = Pictures.of(options);
    }

    /** @param arguments none; see {@link Options} */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.here();
        try (Peers peers = Peers.start(options)) {
            new Jobs(options, peers).run();
        }
    }

    private void run() throws IOException {
        Surroundings.print(out, peers.all(), pictures, options.rounds());
        Map<Job, Contest> contests = new LinkedHashMap<>();
        for (int id = 0; id < jobs.size(); id++) {
            contests.put(jobs.get(id), prepare(id, jobs.get(id)));
        }
        // All are warm before any is measured: a server meets them mixed, and so does its compiler.
        for (Contest contest : contests.values()) {
            contest.warmUp();
        }
        head();
        Random random = new Random(1);
        for (Map.Entry<Job, Contest> entry : contests.entrySet()) {
            entry.getValue().run(options.rounds(), random);
            row(entry.getKey(), entry.getValue());
        }
    }

    private Contest prepare(int id, Job job) throws IOException {
        List<Peer> able = peers.all().stream().filter(peer -> can(peer, job)).toList();
        for (Peer peer : able) {
            peer.define(id, pictures.file(job.picture()), job.work());
            if (job.work().output() != Work.Output.PIXELS) {
                check(id, job, peer);
            }
        }
        return new Contest(id, able);
    }

    private static boolean can(Peer peer, Job job) {
        return job.work().output() != Work.Output.PIXELS || !peer.name().equals("thumbnailator");
    }

    /** Keeps the result, to be looked at, and makes sure that all make pictures of one size. */
    private void check(int id, Job job, Peer peer) throws IOException {
        Path directory = Files.createDirectories(options.target().resolve("results"));
        String name =
                job.name() + "-" + peer.name().replace(File.separatorChar, '_').replace(' ', '_');
        Path file = directory.resolve(name + "." + job.work().output().token());
        peer.save(id, file);
        BufferedImage made = ImageIO.read(file.toFile());
        int width = job.work().width();
        int height = (int) Math.round(
                (double) job.picture().height() * width / job.picture().width());
        if (made.getWidth() != width || made.getHeight() != height) {
            throw new IOException(
                    file + " is " + made.getWidth() + "x" + made.getHeight() + ", not " + width + "x" + height);
        }
    }

    private void head() {
        List<Peer> all = peers.all();
        StringBuilder names = new StringBuilder("| job | " + all.get(0).name() + ", ms | bar | met |");
        StringBuilder line = new StringBuilder("|---|---|---|---|");
        for (Peer peer : all) {
            if (peer != all.get(0)) {
                names.append(' ').append(peer.name()).append(" |");
                line.append("---|");
            }
        }
        out.println(names.append(" bytes |"));
        out.println(line.append("---|"));
    }

    private void row(Job job, Contest contest) {
        Peer base = contest.peers().get(0);
        StringBuilder row = new StringBuilder("| " + job.name());
        row.append(String.format(Locale.ROOT, " | %.1f", contest.millis(base).median()));
        row.append(String.format(Locale.ROOT, " | %.2f | ", job.bar())).append(verdict(job, contest));
        StringBuilder bytes = new StringBuilder(Long.toString(contest.bytes(base)));
        for (Peer peer : peers.all().subList(1, peers.all().size())) {
            boolean took = contest.peers().contains(peer);
            row.append(" | ").append(took ? contest.ratio(peer, base).toString() : "-");
            bytes.append(" / ").append(took ? Long.toString(contest.bytes(peer)) : "-");
        }
        out.println(row.append(" | ").append(bytes).append(" |"));
        out.flush();
    }

    /** Bars are shares of libvips' time; without it nothing is judged. */
    private static String verdict(Job job, Contest contest) {
        Peer base = contest.peers().get(0);
        return contest.peers().stream()
                .filter(peer ->
                        peer.name().equals(Peers.TOMTHUMB) && base.name().equals(Peers.LIBVIPS))
                .findFirst()
                .map(peer -> contest.ratio(peer, base).median() <= job.bar() * TOLERANCE ? "yes" : "no")
                .orElse("-");
    }
}
