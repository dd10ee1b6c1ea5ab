package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.SourceRef;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebServersTest {
    private static final WebServers SERVERS = new WebServers(
            address -> address.getHost().endsWith(".open.example"),
            List.of(
                    ServerPart.of(new SourceRef("https", "//members.example/secret/")),
                    ServerPart.of(new SourceRef("https", "//cdn.open.example/")),
                    ServerPart.of(new SourceRef("https", "//cdn.plain.example/")),
                    ServerPart.of(new SourceRef("https", "//cdn.plain.example/small/")),
                    ServerPart.of(new SourceRef("https", "//other.example/"))),
            Optional.of(URI.create("https://brand.example/mark.png")));

    @ParameterizedTest
    @CsvSource({
        "https://a.open.example/x,           https://a.open.example/x,             true",
        "https://a.open.example/x,           https://b.open.example/y,             true",
        "https://a.open.example/x,           https://members.example/secret/y.jpg, false",
        "https://cdn.open.example/x,         https://members.example/secret/y.jpg, false",
        "https://a.open.example/x,           https://nobody.example/y,             false",
        "https://members.example/secret/x,   https://members.example/secret/y,     true",
        "https://members.example/secret/x,   https://members.example/login,        false",
        "https://members.example/secret/x,   https://other.example/y,              false",
        "https://other.example/x,            https://members.example/secret/y.jpg, false",
        "https://members.example/secret/x,   https://cdn.open.example/y,           true",
        "https://cdn.plain.example/x,        https://cdn.plain.example/y,          true",
        "https://cdn.plain.example/x,        https://cdn.plain.example/small/y,    true",
        "https://brand.example/mark.png,     https://members.example/secret/y.jpg, false",
        "https://brand.example/mark.png,     https://a.open.example/y,             true",
        "https://members.example/secret/x,   https://brand.example/mark.png,       false",
        "https://a.open.example/x,           https://brand.example/mark.png,       false",
        "https://members.example/secret/x,   https://a.open.example/y,             true",
        "https://brand.example/mark.png,     https://brand.example/mark.png,       true",
        "https://brand.example/mark.png,     https://brand.example/other.png,      false",
        "https://nobody.example/x,           https://nobody.example/x,             false"
    })
    void aRedirectStaysWhereItBeganOrGoesWhereUrlsMayLead(URI first, URI address, boolean asked) {
        assertThat(SERVERS.mayBeAsked(first, address)).isEqualTo(asked);
    }
}
