package dev.tomthumb.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeOriginTest {
    private static final Picture PICTURE = picture("a picture", "one");

    private FakeOrigin origin;

    @BeforeEach
    void start() throws IOException {
        origin = new FakeOrigin(PICTURE, picture("another one", "two"));
    }

    @AfterEach
    void stop() throws IOException {
        origin.close();
    }

    private static Picture picture(String text, String tag) {
        return new Picture(text.getBytes(StandardCharsets.UTF_8), '"' + tag + '"', Optional.of("max-age=1"));
    }

    private Answer get(String path, String... fields) throws IOException {
        try (Line line = new Line(origin.uri())) {
            return line.get(path, fields);
        }
    }

    @Test
    void aWellOriginAnswersAndCounts() throws Exception {
        Answer answer = get("/a");
        get("/a");
        get("/b");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(PICTURE.bytes());
        assertThat(answer.headers()).containsEntry("etag", "\"one\"").containsEntry("cache-control", "max-age=1");
        assertThat(origin.asked("/a")).isEqualTo(2);
        assertThat(origin.asked()).isEqualTo(3);
    }

    @Test
    void whoHoldsThePictureIsToldSo() throws Exception {
        assertThat(get("/a", "If-None-Match: \"one\"").status()).isEqualTo(304);
        assertThat(get("/a", "If-None-Match: \"two\"").status()).isEqualTo(200);
        assertThat(origin.unchanged()).isOne();
    }

    @Test
    void eachPathHasItsFaultAndCanBeMended() throws Exception {
        origin.behave("/gone", Fault.MISSING);
        origin.behave("/lies", Fault.UNASKED);
        origin.behave("/other", Fault.OTHER_BYTES);
        origin.behave("/cut", Fault.CUT_SHORT);
        origin.behave("/reset", Fault.RESET);

        assertThat(get("/gone").status()).isEqualTo(404);
        assertThat(get("/lies").status()).isEqualTo(304);
        assertThat(get("/other").body()).isNotEqualTo(PICTURE.bytes());
        assertThat(get("/other").headers()).containsEntry("etag", "\"one\"");
        assertThatThrownBy(() -> get("/cut")).isInstanceOf(IOException.class).hasMessageContaining("in the middle");
        assertThatThrownBy(() -> get("/reset")).isInstanceOf(IOException.class);
        assertThat(get("/well").status()).isEqualTo(200);

        origin.behave("/gone", Fault.NONE);
        assertThat(get("/gone").status()).isEqualTo(200);
    }

    @Test
    void aKilledOriginRefusesAndListensAgainOnItsPort() throws Exception {
        origin.kill();
        assertThatThrownBy(() -> get("/a")).isInstanceOf(IOException.class);

        origin.revive();
        assertThat(get("/a").status()).isEqualTo(200);
    }
}
