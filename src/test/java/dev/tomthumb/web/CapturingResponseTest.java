package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CapturingResponseTest {
    private static final String TEXT = "그런 사진이 없습니다";

    private final FakeResponse real = new FakeResponse();
    private final CapturingResponse captured = new CapturingResponse(real.response(), 100);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html;charset=UTF-8",
                "text/html; charset=utf-8",
                "text/html; Charset=\"utf-8\"",
                "text/html; charset=utf-8; x=y"
            })
    void aPageIsWrittenInTheCharacterSetItNames(String contentType) throws IOException {
        captured.setContentType(contentType);
        captured.getWriter().print(TEXT);
        captured.replay(real.response());
        assertThat(real.body.toString(StandardCharsets.UTF_8)).isEqualTo(TEXT);
        assertThat(real.contentType).isEqualToIgnoringCase("text/html;charset=utf-8");
    }

    @Test
    void aCharacterSetMayBeNamedOnItsOwn() throws IOException {
        captured.setCharacterEncoding("UTF-8");
        captured.setHeader("Content-Type", "text/plain");
        captured.getWriter().print(TEXT);
        captured.replay(real.response());
        assertThat(real.body.toString(StandardCharsets.UTF_8)).isEqualTo(TEXT);
        assertThat(real.contentType).isEqualTo("text/plain;charset=UTF-8");
    }

    @Test
    void aWriterKeepsTheCharacterSetItBeganWith() {
        captured.setContentType("text/plain");
        captured.getWriter();
        captured.setCharacterEncoding("UTF-8");
        assertThat(captured.getCharacterEncoding()).isEqualTo("ISO-8859-1");
    }

    @Test
    void nothingReachesTheRealResponseBeforeItIsReplayed() {
        captured.setContentType("image/png");
        captured.setStatus(404);
        captured.setHeader("X-Host", "yes");
        captured.getOutputStream();
        assertThat(real.headers).isEmpty();
        assertThat(real.contentType).isEmpty();
        assertThat(real.status).isEqualTo(200);
    }

    @Test
    void aCookieIsTheVisitorsWhateverBecomesOfThePage() {
        captured.setHeader("Set-Cookie", "theme=dark");
        assertThat(captured.setsCookie()).isTrue();
        assertThat(real.headers).containsExactly("Set-Cookie: theme=dark");
    }

    @Test
    void aRedirectIsReplayedAsOne() throws IOException {
        captured.getWriter().print("never mind");
        captured.sendRedirect("/login", 303, true);
        captured.replay(real.response());
        assertThat(real.status).isEqualTo(303);
        assertThat(real.headers).containsExactly("Location: /login");
        assertThat(real.body.size()).isZero();
    }

    /** Only {@code sendError} has the container look for an error page. */
    @Test
    void aBareStatusIsPassedOnAsOneAndAnErrorAsAnError() throws IOException {
        captured.setStatus(404);
        captured.replay(real.response());
        assertThat(real.status).isEqualTo(404);
        assertThat(real.errorSent).isFalse();

        captured.sendError(410, "gone");
        captured.replay(real.response());
        assertThat(real.status).isEqualTo(410);
        assertThat(real.errorSent).isTrue();
    }

    @Test
    void whatAFilterInFrontHasSaidIsSeenBehind() {
        real.headers.add("Cache-Control: private");
        real.headers.add("Set-Cookie: a=1");
        real.headers.add("Set-Cookie: b=2");
        captured.setHeader("X-Host", "yes");

        assertThat(captured.getHeader("Cache-Control")).isEqualTo("private");
        assertThat(captured.containsHeader("cache-control")).isTrue();
        assertThat(captured.getHeaders("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(captured.getHeaderNames()).containsExactlyInAnyOrder("X-Host", "Cache-Control", "Set-Cookie");
        assertThat(captured.joined("cache-control")).as("the page's own").isEmpty();
    }

    @Test
    void whatThePageSetsTakesThePlaceOfWhatWasSetInFrontAndIsToldOnce() throws IOException {
        real.headers.add("X-Frame-Options: DENY");
        real.headers.add("Vary: Origin");
        captured.setHeader("X-Frame-Options", captured.getHeader("X-Frame-Options"));
        captured.setHeader("Vary", "Accept");
        captured.addHeader("Link", "<a>");
        captured.addHeader("Link", "<b>");
        captured.replay(real.response());

        assertThat(real.headers("X-Frame-Options")).containsExactly("DENY");
        assertThat(real.headers("Vary")).containsExactly("Origin", "Accept");
        assertThat(real.headers("Link")).containsExactly("<a>", "<b>");
    }

    @Test
    void aResetForgetsEverything() {
        captured.setContentType("text/html;charset=UTF-8");
        captured.setHeader("X-Host", "yes");
        captured.getWriter().print("half a page");
        captured.reset();
        assertThat(captured.bytes()).isEmpty();
        assertThat(captured.getContentType()).isNull();
        assertThat(captured.getHeaderNames()).isEmpty();
    }

    @Test
    void whatLiesBehindTheCeilingIsDroppedAndTold() {
        captured.getWriter().print("x".repeat(101));
        assertThat(captured.overflowed()).isTrue();
        assertThat(captured.bytes()).hasSize(100);
    }

    @Test
    void whatAPageWritesAfterItsErrorIsNoAnswer() throws IOException {
        captured.getWriter().print("half a page");
        captured.sendError(404);
        captured.getWriter().print("\n\n");

        assertThat(captured.bytes()).isEmpty();
        assertThat(captured.getStatus()).isEqualTo(404);
    }

    @Test
    void whatAPageWritesAfterItsRedirectIsNoAnswer() throws IOException {
        captured.sendRedirect("/login.jsp");
        captured.getOutputStream().write(1);

        assertThat(captured.bytes()).isEmpty();
        assertThat(captured.getHeader("Location")).isEqualTo("/login.jsp");
    }
}
