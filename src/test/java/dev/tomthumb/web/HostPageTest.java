package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.engine.Partition;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Visibility;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HostPageTest {
    private static final SourceRef PAGE = new SourceRef("dispatch", "/image.jsp?id=7&name=%EA%B3%A0");
    private static final SourceRef SERVLET = new SourceRef("webapp", "/chart.jpg");

    private static final int CEILING = 1000;

    private final List<String> seen = new ArrayList<>();
    private byte[] written = {1, 2, 3};

    @Test
    void aMountedPageIsAskedWithoutTheParametersOfTheProduct() throws Exception {
        run(PAGE, "private");
        assertThat(seen).containsExactly("id=7&name=%EA%B3%A0", "[id, name]", "7", "null");
    }

    @Test
    void aServletBehindAnImagesPathIsAskedAsTheVisitorAsked() throws Exception {
        run(SERVLET, "private");
        assertThat(seen).containsExactly("id=7&w=320&name=%EA%B3%A0", "[id, w, name]", "7", "320");
    }

    @Test
    void aPublicPageIsSharedByAll() throws Exception {
        HostPage page = run(PAGE, "public, max-age=60");
        assertThat(page.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(page.partition()).isEqualTo(Partition.SHARED);
    }

    @Test
    void anyOtherPageIsNamedByWhatThisVisitorWasGiven() throws Exception {
        HostPage page = run(PAGE, "max-age=60");
        assertThat(page.visibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(page.partition().isShared()).isFalse();
        assertThat(page.partition()).isEqualTo(run(PAGE, "max-age=60").partition());
    }

    @Test
    void aServletWhoseParametersStandInNoKeyIsNeverSharedByItsPath() throws Exception {
        HostPage page = run(SERVLET, "public");
        assertThat(page.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(page.partition().isShared()).isFalse();
    }

    @Test
    void aLoginFormWithStatus200IsNoPicture() throws Exception {
        assertThat(run(PAGE, "no-store", "text/html;charset=utf-8").isPicture()).isFalse();
        assertThat(run(PAGE, "no-store", "image/jpeg").isPicture()).isTrue();
    }

    @Test
    void aPageThatIsNoPictureIsPassedOnWholeOrNotAtAll() throws Exception {
        FakeResponse visitor = new FakeResponse();
        written = new byte[CEILING];
        run(PAGE, "private", "text/html").replay(visitor.response());
        assertThat(visitor.body.size()).isEqualTo(CEILING);

        written = new byte[CEILING + 1];
        FakeResponse other = new FakeResponse();
        HostPage cutOff = run(PAGE, "private", "text/html");
        assertThatThrownBy(() -> cutOff.replay(other.response()))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.ORIGINAL_TOO_LARGE))
                .hasMessage("The page wrote no picture, and more than the 1000 bytes this server reads.");
        assertThat(other.body.size()).isZero();
        assertThat(other.headers).isEmpty();
    }

    private HostPage run(SourceRef original, String cacheControl) throws IOException, ServletException {
        return run(original, cacheControl, "image/png");
    }

    @Test
    void whoAsksWithContentGetsWhatIsHisAlone() throws Exception {
        HostPage page = run(PAGE, "public, max-age=60", "image/png", 3);
        assertThat(page.visibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(page.partition().isShared()).isFalse();
    }

    private HostPage run(SourceRef original, String cacheControl, String type) throws IOException, ServletException {
        return run(original, cacheControl, type, -1);
    }

    private HostPage run(SourceRef original, String cacheControl, String type, long contentLength)
            throws IOException, ServletException {
        Map<String, String[]> parameters = new java.util.LinkedHashMap<>();
        parameters.put("id", new String[] {"7"});
        parameters.put("w", new String[] {"320"});
        parameters.put("name", new String[] {"고"});
        HttpServletRequest request = Fake.of(
                HttpServletRequest.class,
                Map.of(
                        "getHeader", given -> null,
                        "getContentLengthLong", given -> contentLength,
                        "getQueryString", given -> "id=7&w=320&name=%EA%B3%A0",
                        "getParameterMap", given -> parameters,
                        "getParameter", given -> parameters.get((String) given[0])[0]));
        FilterChain chain = (asked, response) -> {
            HttpServletRequest http = (HttpServletRequest) asked;
            seen.add(http.getQueryString());
            seen.add(http.getParameterMap().keySet().toString());
            seen.add(http.getParameter("id"));
            seen.add(String.valueOf(http.getParameter("w")));
            ((HttpServletResponse) response).setHeader("Cache-Control", cacheControl);
            response.setContentType(type);
            response.getOutputStream().write(written);
        };
        return HostPage.run(original, request, new FakeResponse().response(), chain, CEILING);
    }
}
