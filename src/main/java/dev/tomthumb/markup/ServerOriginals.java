package dev.tomthumb.markup;

import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks {@code /tomthumb/info} of another application. What it says is remembered for as long as it says; what is older is
 * told once more while it is asked about again. A few threads, which end with {@link #close}.
 */
public final class ServerOriginals implements Originals {
    private static final Logger LOG = System.getLogger(ServerOriginals.class.getName());
    private static final String SIDES = " Pages have the width and height that they give themselves.";
    private static final int SAID = 1024;

    private static final int THREADS = 4;
    private static final int QUEUED = 256;
    private static final int REMEMBERED = 16_384;
    private static final int CONNECT_MILLIS = 2000;
    private static final int READ_MILLIS = 10_000;
    private static final int MOST_BYTES = 1 << 16;

    private static final Duration LEAST = Duration.ofSeconds(5);
    private static final Duration MOST = Duration.ofDays(1);
    /** How long it is not asked again after it could not say. */
    private static final Duration TROUBLE = Duration.ofSeconds(10);

    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age=([0-9]{1,9})");

    private final Server server;
    private final Optional<String> token;
    private final InstantSource clock;
    private final Memo<Question, Kept> kept = new Memo<>(REMEMBERED);
    private final Map<Question, CompletableFuture<Answer>> asking = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;
    /** Directories of which nothing was told. */
    private final Memo<String, Boolean> said = new Memo<>(SAID);
    /** Why nobody answers; empty = somebody does. */
    private final AtomicReference<String> silence = new AtomicReference<>("");

    /** The application that is asked. */
    @FunctionalInterface
    public interface Server {
        /** Where this machine reaches it; empty while that is not known. */
        Optional<URI> address();

        /** Nobody there speaks as it should. */
        default void failed(URI address) {
            // What the settings say stays as it is.
        }
    }

    private record Kept(Answer answer, Instant until) {}

    /**
     * @param server the other application
     * @param token what opens its pages for operators; empty = nothing is needed on this machine
     */
    public ServerOriginals(Server server, Optional<String> token, InstantSource clock) {
        this.server = server;
        this.token = token;
        this.clock = clock;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(QUEUED),
                work -> Threads.daemon(work, "tomthumb-tags"));
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public Answer about(Question question) {
        Optional<URI> asked = server.address();
        Optional<Kept> before = kept.get(question);
        if (asked.isEmpty()) {
            return before.map(Kept::answer).orElseGet(Answer.Untold::new);
        }
        if (before.isPresent() && clock.instant().isBefore(before.get().until())) {
            return before.get().answer();
        }
        CompletableFuture<Answer> answer = begun(question, asked.get());
        if (before.isPresent() && before.get().answer() instanceof Answer.Known) {
            return before.get().answer();
        }
        return answer.isDone() ? answer.join() : new Answer.Pending(answer);
    }

    @Override
    public boolean areElsewhere() {
        return true;
    }

    private CompletableFuture<Answer> begun(Question question, URI asked) {
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        CompletableFuture<Answer> others = asking.putIfAbsent(question, mine);
        if (others != null) {
            return others;
        }
        try {
            threads.execute(() -> {
                Kept told = untold();
                try {
                    told = told(question, asked);
                } finally {
                    kept.put(question, told);
                    asking.remove(question);
                    mine.complete(told.answer());
                }
            });
        } catch (RejectedExecutionException tooMany) {
            asking.remove(question);
            mine.complete(new Answer.Unknown());
        }
        return mine;
    }

    private Kept told(Question question, URI asked) {
        try {
            return read(connection(question, asked), question, asked);
        } catch (IOException | IllegalArgumentException | ClassCastException failure) {
            server.failed(asked);
            return silent(asked + " does not answer: " + failure + ".");
        }
    }

    /** Nothing for this page; asked again for a later one. */
    private Kept untold() {
        return new Kept(new Answer.Untold(), clock.instant().plus(TROUBLE));
    }

    /** @param why a sentence, which the log has once until somebody answers again */
    private Kept silent(String why) {
        if (!silence.getAndSet(why).equals(why)) {
            LOG.log(Level.WARNING, "The tags of Tomthumb are not told what originals are like: " + why + SIDES);
        }
        return untold();
    }

    private Kept nothingTold(Question question, int status, URI asked) {
        String original = question.original();
        if (said.isNew(original.substring(0, original.lastIndexOf('/') + 1), true)) {
            LOG.log(
                    Level.INFO,
                    "The tags of Tomthumb are told nothing of the original " + UrlText.quoted(original) + ": " + asked
                            + " answers " + status
                            + ", as it does for what a page makes, for what is guarded, and for files that are no pictures."
                            + SIDES + " This is said once for a directory.");
        }
        return untold();
    }

    private HttpURLConnection connection(Question question, URI asked) throws IOException {
        String base = asked.toString();
        String url = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/tomthumb/info?src="
                + encoded(question.original() + (question.query().isEmpty() ? "" : "?" + question.query()))
                + "&placeholder=" + question.placeholder().word();
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection(java.net.Proxy.NO_PROXY);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        // Nothing of it shall outlive this application.
        connection.setRequestProperty("Connection", "close");
        token.ifPresent(word -> connection.setRequestProperty("Authorization", "Bearer " + word));
        return connection;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Kept read(HttpURLConnection connection, Question question, URI asked) throws IOException {
        try {
            int status = connection.getResponseCode();
            Instant until = clock.instant().plus(lifetime(connection.getHeaderField("Cache-Control")));
            if (status == HttpURLConnection.HTTP_UNAUTHORIZED) {
                return silent(asked + " wants a token: tomthumb.ops.token, the same in both applications.");
            }
            if (!isOurs(connection)) {
                return silent("at " + asked + " no Tomthumb answers, but somebody who says " + status + ".");
            }
            silence.set("");
            if (status == HttpURLConnection.HTTP_NOT_FOUND) {
                boolean unserved = InfoDocument.isUnserved(text(connection.getErrorStream()));
                return new Kept(unserved ? new Answer.Unserved() : new Answer.Missing(), until);
            }
            if (status != HttpURLConnection.HTTP_OK) {
                return nothingTold(question, status, asked);
            }
            String json = text(connection.getInputStream());
            return new Kept(new Answer.Known(InfoDocument.read(json, question.placeholder())), until);
        } finally {
            connection.disconnect();
        }
    }

    private static String text(InputStream stream) throws IOException {
        try (InputStream body = stream) {
            return new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }

    /** A server without Tomthumb answers so for every page. */
    private static boolean isOurs(HttpURLConnection connection) {
        String type = connection.getContentType();
        return type != null && type.startsWith("application/json");
    }

    private static Duration lifetime(@Nullable String cacheControl) {
        Matcher age = MAX_AGE.matcher(cacheControl == null ? "" : cacheControl);
        Duration said = age.find() ? Duration.ofSeconds(Long.parseLong(age.group(1))) : LEAST;
        return said.compareTo(LEAST) < 0 ? LEAST : said.compareTo(MOST) > 0 ? MOST : said;
    }

    /** Whoever waits still is told nothing. */
    @Override
    public void close() {
        threads.shutdownNow();
        asking.values().forEach(waiting -> waiting.complete(new Answer.Unknown()));
        try {
            threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
