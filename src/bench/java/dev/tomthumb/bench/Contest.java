package dev.tomthumb.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * One job done by all candidates in rounds, in another order each time, so that what else happens on the machine meets
 * all of them.
 */
final class Contest {
    private static final double SAMPLE_NANOS = 250e6;

    /** After 3 s a tenth of the time of the rounds still was the compiler's. */
    private static final double WARM_UP_NANOS = 12e9;

    private final int id;
    private final List<Peer> peers;
    private final Map<Peer, Integer> repetitions = new HashMap<>();
    private final Map<Peer, List<Double>> millis = new HashMap<>();
    private final Map<Peer, Long> bytes = new HashMap<>();

    /** @param peers those that know the job by this number; the first is what the others are compared with */
    Contest(int id, List<Peer> peers) {
        this.id = id;
        this.peers = List.copyOf(peers);
    }

    /** Lets the compilers of the Java candidates do their work, and finds how many repetitions make a sample. */
    void warmUp() throws IOException {
        for (Peer peer : peers) {
            double nanos = peer.name().equals(Peers.LIBVIPS) ? warmUp(peer, SAMPLE_NANOS) : warmUp(peer, WARM_UP_NANOS);
            repetitions.put(peer, (int) Math.max(1, Math.round(SAMPLE_NANOS / nanos)));
        }
    }

    /** Nanoseconds that one result took in the end. */
    private double warmUp(Peer peer, double atLeast) throws IOException {
        int count = 1;
        double each = 0;
        for (double spent = 0; spent < atLeast; ) {
            long used = peer.run(id, count).nanos();
            spent += used;
            each = Math.max(1, (double) used / count);
            count = (int) Math.max(1, Math.round(SAMPLE_NANOS / each));
        }
        return each;
    }

    /** Measures. */
    void run(int rounds, Random random) throws IOException {
        for (int round = 0; round < rounds; round++) {
            List<Peer> order = new ArrayList<>(peers);
            Collections.shuffle(order, random);
            for (Peer peer : order) {
                measure(peer);
            }
        }
    }

    private void measure(Peer peer) throws IOException {
        int count = repetitions.getOrDefault(peer, 1);
        Peer.Sample sample = peer.run(id, count);
        millis.computeIfAbsent(peer, any -> new ArrayList<>()).add(sample.nanos() / 1e6 / count);
        bytes.put(peer, sample.bytes());
    }

    /** Milliseconds of processor time for one result. */
    Spread millis(Peer peer) {
        return Spread.of(values(peer));
    }

    /** The share of the time that {@code base} took in the same round. */
    Spread ratio(Peer peer, Peer base) {
        List<Double> its = millis.getOrDefault(peer, List.of());
        List<Double> other = millis.getOrDefault(base, List.of());
        return Spread.of(IntStream.range(0, its.size()).mapToDouble(round -> its.get(round) / other.get(round)));
    }

    private DoubleStream values(Peer peer) {
        return millis.getOrDefault(peer, List.of()).stream().mapToDouble(Double::doubleValue);
    }

    /** Length of the file made. */
    long bytes(Peer peer) {
        return bytes.getOrDefault(peer, 0L);
    }

    /** Who took part. */
    List<Peer> peers() {
        return peers;
    }
}
