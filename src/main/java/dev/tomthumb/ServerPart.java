package dev.tomthumb;

import dev.tomthumb.model.DotSegments;
import dev.tomthumb.model.SourceRef;
import java.net.URI;

/**
 * The part of a web server that a mount reaches, compared piece by piece: as text, {@code https://CDN.example/my
 * pictures/} would not be the beginning of {@code https://cdn.example/my%20pictures/cat.jpg}.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name or address; case does not matter
 * @param port the scheme's own where none is named
 * @param path decoded, from slash to slash
 */
record ServerPart(String scheme, String host, int port, String path) {

    /** @param base of a mount, {@code https://host[:port]/path/} with the path decoded */
    static ServerPart of(SourceRef base) {
        int path = base.location().indexOf('/', 2);
        URI server = URI.create(base.scheme() + ":" + base.location().substring(0, path));
        return new ServerPart(
                base.scheme(), server.getHost(), port(server), base.location().substring(path));
    }

    /** Whether {@code address}, which is absolute, lies in this part, however its server resolves dot segments. */
    boolean holds(URI address) {
        return scheme.equals(address.getScheme())
                && host.equalsIgnoreCase(address.getHost())
                && port == port(address)
                && address.getPath().startsWith(path)
                && !DotSegments.in(address.getPath());
    }

    private static int port(URI address) {
        int usual = "https".equals(address.getScheme()) ? 443 : 80;
        return address.getPort() < 0 ? usual : address.getPort();
    }
}
