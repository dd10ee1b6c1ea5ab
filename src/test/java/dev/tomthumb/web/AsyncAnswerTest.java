package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AsyncAnswerTest {
    private final FakeResponse response = new FakeResponse();
    private final AtomicInteger completed = new AtomicInteger();
    private final AsyncAnswer answer = new AsyncAnswer(
            Fake.of(AsyncContext.class, Map.of("complete", given -> completed.incrementAndGet())), response.response());

    @Test
    void onlyTheFirstMayAnswer() {
        assertThat(answer.take()).isTrue();
        assertThat(answer.take()).isFalse();
    }

    @Test
    void anAnswerEndsTheRequest() {
        answer.finish(() -> response.status = 304);
        assertThat(response.status).isEqualTo(304);
        assertThat(completed).hasValue(1);
    }

    @Test
    void aVisitorWhoHasLeftEndsTheRequestToo() {
        answer.finish(() -> {
            throw new IOException("broken pipe");
        });
        assertThat(completed).hasValue(1);
    }

    @Test
    void aFailureOfOurOwnIsNotSentAsAnEmpty200() {
        answer.finish(() -> {
            response.headers.add("ETag: \"half\"");
            throw new IllegalArgumentException("a mistake");
        });
        assertThat(response.status).isEqualTo(500);
        assertThat(response.headers).isEmpty();
        assertThat(completed).hasValue(1);
    }

    @Test
    void anAnswerThatHasBegunIsLeftAlone() {
        response.committed = true;
        answer.finish(() -> {
            throw new IllegalStateException("the line is gone");
        });
        assertThat(response.status).isEqualTo(200);
        assertThat(completed).hasValue(1);
    }

    @Test
    void aRequestThatIsOverAlreadyDisturbsNobody() {
        AsyncAnswer late = new AsyncAnswer(
                Fake.of(AsyncContext.class, Map.of("complete", given -> {
                    completed.incrementAndGet();
                    throw new IllegalStateException("completed");
                })),
                response.response());
        late.finish(() -> {});
        assertThat(completed).hasValue(1);
    }
}
