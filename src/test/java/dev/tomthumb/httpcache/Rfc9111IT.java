package dev.tomthumb.httpcache;

import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of {@link Rules}, through a real Tomcat, the filter, a pass-through servlet and a scripted origin. */
@Isolated("its times are measured")
class Rfc9111IT {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static TableOrigin origin;
    private static TomcatServer tomcat;
    private static RawHttp cache;

    @BeforeAll
    static void start() throws Exception {
        origin = new TableOrigin();
        tomcat = PassThroughSite.tomcat(
                        BuildOutputs.tomcatLine(), BuildOutputs.target().resolve("rfc9111"), origin.uri())
                .start();
        cache = new RawHttp(tomcat.uri());
    }

    @AfterAll
    static void stop() throws IOException {
        tomcat.close();
        origin.close();
    }

    static List<Rules.Row> rules() {
        return Rules.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(Rules.Row row) throws IOException {
        row.rule().holds(new Exchange(origin, cache, "/row" + NEXT.incrementAndGet()));
    }
}
