package dev.tomthumb.markup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import dev.tomthumb.testkit.LogLines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The other application, played by a server of the JDK. */
class ServerOriginalsTest {
    private static final Question CAT = new Question("/site/고양이 1.jpg", "", Placeholder.COLOR);
    private static final OriginalFacts FACTS =
            new OriginalFacts(new Size(300, 400), 6, ImageFormat.JPEG, false, "#a0b0c0");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private ServerOriginals originals;
    private volatile int status = 200;
    private volatile String type = "application/json";
    private volatile String body = InfoDocument.write(FACTS, Placeholder.COLOR);
    private volatile Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private volatile CountDownLatch gate = new CountDownLatch(0);

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tomthumb");
        originals = new ServerOriginals(() -> Optional.of(base), Optional.of("token"), () -> now);
    }

    @AfterEach
    void stop() {
        originals.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        try {
            gate.await();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.getResponseHeaders().add("Cache-Control", "private, max-age=60");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer settled(Question question) {
        return new PageBudget(Duration.ofSeconds(30), System::nanoTime).settled(originals.about(question));
    }

    @Test
    void factsAreAskedForOnceAndKept() {
        assertThat(settled(CAT)).isEqualTo(new Answer.Known(FACTS));
        assertThat(settled(CAT)).isEqualTo(new Answer.Known(FACTS));

        assertThat(asked)
                .containsExactly("/tomthumb/tomthumb/info?src=%2Fsite%2F%EA%B3%A0%EC%96%91%EC%9D%B4+1.jpg"
                        + "&placeholder=color Bearer token");
    }

    @Test
    void whatIsOldIsToldOnceMoreWhileItIsAskedAgain() {
        settled(CAT);
        now = now.plusSeconds(61);
        status = 404;
        gate = new CountDownLatch(1);

        assertThat(originals.about(CAT)).isEqualTo(new Answer.Known(FACTS));
        assertThat(originals.about(CAT)).isEqualTo(new Answer.Known(FACTS));
        gate.countDown();

        long limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!originals.about(CAT).equals(new Answer.Missing()) && System.nanoTime() < limit) {
            Thread.onSpinWait();
        }
        assertThat(originals.about(CAT)).isEqualTo(new Answer.Missing());
        assertThat(asked).hasSize(2);
    }

    @Test
    void aServerThatCannotSayIsLeftAloneForAWhile() {
        status = 503;
        assertThat(settled(CAT)).isEqualTo(new Answer.Untold());
        assertThat(settled(CAT)).isEqualTo(new Answer.Untold());
        assertThat(asked).hasSize(1);

        now = now.plusSeconds(11);
        status = 200;
        body = "{\"format\":\"jpeg\"}";
        assertThat(settled(CAT)).isEqualTo(new Answer.Untold());
        assertThat(asked).hasSize(2);
    }

    @Test
    void whatNoMountReachesIsNotMissing() {
        status = 404;
        assertThat(settled(CAT)).isEqualTo(new Answer.Missing());

        now = now.plusSeconds(61);
        body = InfoDocument.unserved();
        assertThat(settled(CAT)).isEqualTo(new Answer.Unserved());
    }

    /** What a page of the site makes, in most cases: nothing that a log must be full of. */
    @Test
    void whatIsNotToldOfIsSaidOnceForADirectory() {
        status = 503;
        try (LogLines log = new LogLines(ServerOriginals.class)) {
            settled(CAT);
            settled(new Question("/site/dog.jpg", "", Placeholder.NONE));
            settled(new Question("/site/members/dog.jpg", "", Placeholder.NONE));

            assertThat(log.all()).hasSize(2);
            assertThat(log.all().get(0))
                    .contains("\"/site/고양이 1.jpg\"", " answers 503")
                    .endsWith("Pages have the width and height that they give themselves. This is said once for a"
                            + " directory.");
        }
    }

    /** Undeployed: Tomcat's own page, or that of an application in its place. */
    @Test
    void anotherWhoAnswersInItsPlaceTellsNothing() {
        type = "text/html;charset=utf-8";
        try (LogLines log = new LogLines(ServerOriginals.class)) {
            for (int answered : new int[] {404, 404, 200, 503}) {
                status = answered;
                now = now.plusSeconds(11);
                assertThat(settled(CAT)).isEqualTo(new Answer.Untold());
            }

            assertThat(log.all()).hasSize(3).allMatch(line -> line.contains(" no Tomthumb answers, but somebody"));
        }
    }

    @Test
    void whyNobodyTellsIsSaidOnceUntilSomebodyDoes() {
        try (LogLines log = new LogLines(ServerOriginals.class)) {
            for (int answered : new int[] {401, 401, 200, 401}) {
                status = answered;
                now = now.plusSeconds(61);
                settled(new Question("/site/" + now.getEpochSecond() + ".jpg", "", Placeholder.COLOR));
            }

            assertThat(log.all()).hasSize(2).allMatch(line -> line.contains("tomthumb.ops.token"));
        }
    }

    /** A page that came in by TLS does not tell by which port the other application is asked. */
    @Test
    void whileItIsNotKnownWhomToAskNothingIsTold() {
        try (ServerOriginals nobody = new ServerOriginals(Optional::empty, Optional.empty(), () -> now)) {
            assertThat(nobody.about(CAT)).isEqualTo(new Answer.Untold());
        }
    }

    /** For want of a token: the page's author may be the only one who ever knows a size. Until somebody sets one. */
    @Test
    void aServerThatLetsNobodyInTellsNothingUntilItDoes() {
        status = 401;
        assertThat(settled(CAT)).isEqualTo(new Answer.Untold());

        now = now.plusSeconds(11);
        status = 200;
        assertThat(settled(CAT)).isEqualTo(new Answer.Known(FACTS));
    }

    @Test
    void whoeverWaitsAtTheEndIsToldNothing() {
        gate = new CountDownLatch(1);
        Answer pending = originals.about(CAT);
        assertThat(pending).isInstanceOf(Answer.Pending.class);

        originals.close();

        assertThat(new PageBudget(Duration.ofSeconds(30), System::nanoTime).settled(pending))
                .isEqualTo(new Answer.Unknown());
        gate.countDown();
    }

    @Test
    void whoeverWaitsIsToldNothingWhenAskingBreaks() {
        ServerOriginals.Server broken = new ServerOriginals.Server() {
            @Override
            public Optional<URI> address() {
                return Optional.of(URI.create("http://127.0.0.1:1"));
            }

            @Override
            public void failed(URI address) {
                throw new IllegalStateException("as nobody expects");
            }
        };
        try (ServerOriginals breaking = new ServerOriginals(broken, Optional.empty(), () -> now)) {
            Answer answer = breaking.about(CAT);
            CompletableFuture<Answer> settled = answer instanceof Answer.Pending pending
                    ? pending.stage().toCompletableFuture()
                    : CompletableFuture.completedFuture(answer);

            assertThat(settled.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(new Answer.Untold());
        }
    }

    @Test
    void whereNobodyAnswersIsTold() {
        List<URI> failed = new CopyOnWriteArrayList<>();
        URI nobody = URI.create("http://127.0.0.1:1");
        ServerOriginals.Server gone = new ServerOriginals.Server() {
            @Override
            public Optional<URI> address() {
                return Optional.of(nobody);
            }

            @Override
            public void failed(URI address) {
                failed.add(address);
            }
        };
        try (LogLines log = new LogLines(ServerOriginals.class);
                ServerOriginals asking = new ServerOriginals(gone, Optional.empty(), () -> now)) {
            assertThat(new PageBudget(Duration.ofSeconds(30), System::nanoTime).settled(asking.about(CAT)))
                    .isEqualTo(new Answer.Untold());
            assertThat(log.all()).singleElement().asString().contains("http://127.0.0.1:1 does not answer: ");
        }

        assertThat(failed).containsExactly(nobody);
    }

    @Test
    void documentsOfStrangersAreRead() {
        for (Placeholder placeholder : Placeholder.values()) {
            String text = switch (placeholder) {
                case NONE -> "";
                case COLOR -> "#00ff7f";
                case TINY -> "data:image/webp;base64,AAAA";
                case BLURHASH -> "LEHV6nWB2yk8pyo0adR*.7kCMdnj";
                case THUMBHASH -> "1QcSHQRnh493V4dIh4eXh1h4kJUI";
            };
            OriginalFacts facts = new OriginalFacts(new Size(3, 2), 1, ImageFormat.PNG, true, text);

            assertThat(InfoDocument.read(InfoDocument.write(facts, placeholder), placeholder))
                    .isEqualTo(facts);
        }
    }

    @Test
    void whatIsNoJsonIsRefused() {
        for (String text : List.of(
                "",
                "{",
                "[1]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}x",
                "{\"a\":\"\\u12\"}",
                "{\"a\":-}",
                "{\"a\":1}{",
                "[".repeat(99))) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Json.object(text)))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Json.object(" {\"a\" : [true, \"\\u00e4\\n\", {\"b\":-1.5e2}] } "))
                .containsKey("a")
                .hasToString("{a=[true, ä\n, {b=-1.5E+2}]}");
    }
}
