package dev.tomthumb.bench;

import dev.tomthumb.samples.TestPictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a cached picture costs the server, in processor time, beside nginx with a {@code proxy_cache}: in rounds, in each of
 * which every server is asked for every case in random order by the same client over the same number of connections.
 */
public final class HitPath {
    static final String ACCEPT = "image/avif,image/webp,image/apng,image/*,*/*;q=0.8";

    private static final int CONNECTIONS = 48;
    private static final int PICTURES = 64;
    private static final int SIDE = 1200;
    private static final long ROUND = 1_000_000_000L;
    private static final long SETTLING = 50_000_000L;
    private static final long WARM_UP = 1_000_000_000L;
    /** Seconds of processor time for each case before anything is measured, most of which the compiler takes. */
    private static final int WARM_UPS = 8;

    private static final String[] WIDTHS = new String[101];

    private final Options options;
    private final Random random = new Random(1);
    private final Map<HitServer, Map<HitCase, List<Sample>>> samples = new LinkedHashMap<>();
    private final List<HitCase> cases = new ArrayList<>();

    private HitPath(Options options) {
        this.options = options;
        HitCase.all().stream()
                .filter(one -> one.toString().contains(options.jobs()))
                .forEach(cases::add);
    }

    /** @param arguments none; see {@link Options} and {@code docs/performance.md} */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.here();
        Path directory = Files.createTempDirectory(
                Files.createDirectories(options.target()).toAbsolutePath(), "hit-path");
        try {
            new HitPath(options).run(directory);
        } finally {
            Directories.delete(directory);
        }
    }

    /** The path and query of a picture of about so many kilobytes. */
    static String url(int kilobytes, int nth) {
        return "/photos/noise-" + nth + ".jpg?w=" + WIDTHS[kilobytes];
    }

    private void run(Path directory) throws Exception {
        Path originals = originals(directory.resolve("originals"));
        List<HitServer> servers = new ArrayList<>();
        try {
            for (HitTomcat.Parts parts : HitTomcats.asked(options)) {
                int port = freePort();
                int first = servers.isEmpty() ? port : servers.get(0).port();
                servers.add(new HitTomcat(parts, directory.resolve(parts.name()), originals, port, first));
            }
            findWidths(servers.get(0));
            try (HitOrigin origin = new HitOrigin(servers.get(0).port())) {
                servers.add(0, new HitNginx(directory.resolve("nginx"), freePort(), origin.port()));
                measure(servers);
            }
        } finally {
            for (HitServer server : servers) {
                server.close();
                server.process().onExit().join();
            }
        }
    }

    /** Noise is as large after JPEG as its area says. */
    private static Path originals(Path directory) throws IOException {
        Files.createDirectories(directory);
        BufferedImage noise = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(7);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                noise.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        byte[] jpeg = TestPictures.jpeg(noise, 90);
        for (int i = 0; i < PICTURES; i++) {
            Files.write(directory.resolve("noise-" + i + ".jpg"), jpeg);
        }
        return directory;
    }

    /** The widths whose renditions come nearest to the sizes of the cases. */
    private static void findWidths(HitServer tomcat) {
        HttpClient client = HttpClient.newHttpClient();
        for (int kilobytes : HitCase.KILOBYTES) {
            int low = 8;
            int high = SIDE;
            while (high - low > 1) {
                int middle = (low + high) / 2;
                WIDTHS[kilobytes] = Integer.toString(middle);
                int bytes =
                        HitOrigin.get(client, tomcat.port(), url(kilobytes, 0)).body().length;
                if (bytes > kilobytes * 1024) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            WIDTHS[kilobytes] = Integer.toString(low);
        }
    }

    private void measure(List<HitServer> servers) throws Exception {
        Surroundings.print(System.out);
        servers.forEach(server -> System.out.println(server.version()));
        Map<HitServer, Map<HitCase, List<String>>> questions = new LinkedHashMap<>();
        for (HitServer server : servers) {
            Map<HitCase, List<String>> own = new LinkedHashMap<>();
            for (HitCase one : cases) {
                own.put(one, questions(server, one));
            }
            questions.put(server, own);
            samples.put(server, new LinkedHashMap<>());
        }
        for (HitServer server : servers.subList(1, servers.size())) {
            // In turn, so that the compiler sees all of them before it decides for the first.
            for (int i = 0; i < WARM_UPS; i++) {
                for (HitCase one : cases) {
                    warmUp(server, one, questions.get(server).get(one));
                }
            }
        }
        for (int round = 0; round < options.rounds(); round++) {
            List<HitCase> order = new ArrayList<>(cases);
            Collections.shuffle(order, random);
            for (HitCase one : order) {
                List<HitServer> turn = new ArrayList<>(servers);
                Collections.shuffle(turn, random);
                for (HitServer server : turn) {
                    samples.get(server)
                            .computeIfAbsent(one, any -> new ArrayList<>())
                            .add(sample(server, one, questions.get(server).get(one), ROUND));
                }
            }
        }
        print(servers);
    }

    /** For the compiler it counts how much has been done, not how long others kept the machine. */
    private static void warmUp(HitServer server, HitCase one, List<String> questions) throws IOException {
        long end = server.cpuNanos() + WARM_UP;
        do {
            sample(server, one, questions, ROUND / 3);
        } while (server.cpuNanos() < end);
    }

    /** @param micros of processor time for an answer */
    private record Sample(double micros, long bytes) {}

    private static Sample sample(HitServer server, HitCase one, List<String> questions, long nanos) throws IOException {
        try (HitClient client = new HitClient(server.port(), CONNECTIONS, questions, one.conditional() ? 304 : 200)) {
            // Connections are made by then.
            client.run(SETTLING);
            long answered = client.answered();
            long bytes = client.bytes();
            long cpu = server.cpuNanos();
            client.run(nanos);
            long answers = client.answered() - answered;
            return new Sample((server.cpuNanos() - cpu) / 1e3 / answers, (client.bytes() - bytes) / answers);
        }
    }

    /** Each picture once, so that it is made before anything is measured, and the requests for all of them. */
    private static List<String> questions(HitServer server, HitCase one) {
        HttpClient client = HttpClient.newHttpClient();
        List<String> questions = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            String url = server.url(one, i);
            String tag = HitOrigin.get(client, server.port(), url)
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            questions.add(
                    "GET " + url + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\n"
                            + "Accept: " + ACCEPT + "\r\nAccept-Encoding: gzip, deflate, br\r\n"
                            + (one.conditional() ? "If-None-Match: " + tag + "\r\n" : "") + "\r\n");
        }
        return questions;
    }

    private void print(List<HitServer> servers) {
        System.out.println("Connections: " + CONNECTIONS + ", pictures: " + PICTURES + ", rounds: " + options.rounds()
                + "; microseconds of processor time for an answer, and the ratio to nginx of the same round");
        System.out.println();
        List<HitServer> ours = servers.subList(1, servers.size());
        StringBuilder head = new StringBuilder("| case | bytes |");
        servers.forEach(server -> head.append(' ').append(server.name()).append(", µs |"));
        ours.forEach(server -> head.append(' ').append(server.name()).append(" / nginx |"));
        System.out.println(head);
        System.out.println("|---|---|" + "---|".repeat(servers.size() + ours.size()));
        for (HitCase one : cases) {
            List<Sample> base = samples(servers.get(0), one);
            StringBuilder row =
                    new StringBuilder("| " + one + " | " + base.get(0).bytes() + " |");
            for (HitServer server : servers) {
                double median = Spread.of(samples(server, one).stream().mapToDouble(Sample::micros))
                        .median();
                row.append(String.format(Locale.ROOT, " %.1f |", median));
            }
            for (HitServer server : ours) {
                List<Sample> own = samples(server, one);
                Spread ratio = Spread.of(IntStream.range(0, own.size())
                        .mapToDouble(i -> own.get(i).micros() / base.get(i).micros()));
                row.append(' ').append(ratio).append(" |");
            }
            System.out.println(row);
        }
    }

    private List<Sample> samples(HitServer server, HitCase one) {
        return samples.getOrDefault(server, Map.of()).getOrDefault(one, List.of());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
