package dev.tomthumb.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.TraceContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples and rules of W3C Trace Context, section 3.2. */
final class TraceParentTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";

    @Test
    void aTraceIsRead() {
        assertThat(TraceParent.read("00-" + TRACE + "-" + PARENT + "-01"))
                .contains(new TraceContext(TRACE, PARENT, true));
        assertThat(TraceParent.read("00-" + TRACE + "-" + PARENT + "-00"))
                .contains(new TraceContext(TRACE, PARENT, false));
    }

    @Test
    void ofTheFlagsOnlyTheLastBitCounts() {
        assertThat(TraceParent.read("00-" + TRACE + "-" + PARENT + "-fe")
                        .orElseThrow()
                        .sampled())
                .isFalse();
        assertThat(TraceParent.read("00-" + TRACE + "-" + PARENT + "-03")
                        .orElseThrow()
                        .sampled())
                .isTrue();
    }

    @Test
    void aLaterVersionMayAppendSomethingBehindAHyphen() {
        assertThat(TraceParent.read("cc-" + TRACE + "-" + PARENT + "-01-what-the-future-holds"))
                .contains(new TraceContext(TRACE, PARENT, true));
        assertThat(TraceParent.read("cc-" + TRACE + "-" + PARENT + "-01")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01more",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
                "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nX: y",
                " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            })
    void whatIsNoTraceIsIgnored(String text) {
        assertThat(TraceParent.read(text)).isEmpty();
    }

    @Test
    void aLongOneIsNotLookedAt() {
        assertThat(TraceParent.read("cc-" + TRACE + "-" + PARENT + "-01-" + "x".repeat(1000)))
                .isEmpty();
    }

    @Property(tries = 300)
    void nothingEscapes(@ForAll @NotBlank String text) {
        TraceParent.read(text).ifPresent(trace -> assertThat(trace.traceId()).matches("[0-9a-f]{32}"));
    }
}
