package dev.tomthumb.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** RFC 9211 by the grammar of RFC 8941. */
class CacheStatusTest {
    @Test
    void hits() {
        assertThat(CacheStatus.hit(376).field("ExampleCache")).isEqualTo("ExampleCache; hit; ttl=376");
        assertThat(CacheStatus.hit(-12).because("stale-while-revalidate").field("ExampleCache"))
                .as("2.4: stale by 12 seconds")
                .isEqualTo("ExampleCache; hit; ttl=-12; detail=stale-while-revalidate");
    }

    @Test
    void whatWentToTheOrigin() {
        CacheStatus miss = CacheStatus.forwarded(CacheStatus.Forward.URI_MISS).answered(OptionalInt.of(200));

        assertThat(miss.kept(60).field("c")).isEqualTo("c; fwd=uri-miss; fwd-status=200; ttl=60; stored");
        assertThat(miss.kept(60).shared().field("c")).isEqualTo("c; fwd=uri-miss; fwd-status=200; ttl=60; collapsed");
        assertThat(CacheStatus.forwarded(CacheStatus.Forward.STALE)
                        .answered(OptionalInt.of(304))
                        .field("c"))
                .isEqualTo("c; fwd=stale; fwd-status=304");
        assertThat(CacheStatus.forwarded(CacheStatus.Forward.BYPASS).field("c")).isEqualTo("c; fwd=bypass");
    }

    @Test
    void refusals() {
        assertThat(CacheStatus.refused("bad-signature").field("c")).isEqualTo("c; detail=bad-signature");
    }

    @Test
    void whatIsNoTokenIsAString() {
        assertThat(CacheStatus.hit(1).because("two words").field("My cache \"x\\y\" ü"))
                .isEqualTo("\"My cache \\\"x\\\\y\\\" ?\"; hit; ttl=1; detail=\"two words\"");
        assertThat(CacheStatus.hit(1).because("").field("9lives")).isEqualTo("\"9lives\"; hit; ttl=1; detail=\"\"");
    }
}
