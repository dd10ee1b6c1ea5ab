package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.http.Header;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResponderTest {
    private final FakeResponse response = new FakeResponse();

    @Test
    void whatAFilterInFrontVariesByIsKept() throws IOException {
        response.headers.add("Vary: Origin");
        Responder.write(response.response(), 200, List.of(new Header("Vary", "Accept")), new byte[0]);
        assertThat(response.headers).containsExactly("Vary: Origin", "Vary: Accept");
    }

    @Test
    void everyOtherHeaderIsOurs() throws IOException {
        response.headers.add("Cache-Control: no-store");
        Responder.write(response.response(), 200, List.of(new Header("Cache-Control", "private")), new byte[] {1, 2});
        assertThat(response.headers).containsExactly("Cache-Control: private");
        assertThat(response.body.toByteArray()).containsExactly(1, 2);
    }

    @Test
    void aResponseThatIsOnItsWayIsLeftAlone() throws IOException {
        response.committed = true;
        Responder.write(response.response(), 500, List.of(), new byte[] {1});
        assertThat(response.status).isEqualTo(200);
        assertThat(response.body.size()).isZero();
    }
}
