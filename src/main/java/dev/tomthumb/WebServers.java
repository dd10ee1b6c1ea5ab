package dev.tomthumb;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which addresses on web servers are asked for originals.
 *
 * <p>Where a fetch begins decides where it may be redirected to: within the part it began in, or where URLs may lead
 * anyway. A server of strangers, or of a partner under another mount, must not show what the operator has mounted behind a
 * login.
 *
 * @param nameable whether a URL may name an address
 * @param reached parts of servers that the operator has named himself: mounts and the fallback image
 * @param watermark the address of the server's own watermark
 */
record WebServers(Predicate<URI> nameable, List<ServerPart> reached, Optional<URI> watermark) {
    WebServers {
        reached = List.copyOf(reached);
    }

    /**
     * Whether {@code address} may be asked in a fetch that began at {@code first}, which may be the same.
     */
    boolean mayBeAsked(URI first, URI address) {
        return nameable.test(address)
                || watermark
                        .filter(mark -> mark.equals(first) && mark.equals(address))
                        .isPresent()
                || reached.stream().anyMatch(part -> part.holds(first) && part.holds(address));
    }
}
