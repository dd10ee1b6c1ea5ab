package dev.tomthumb;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which addresses on web servers are asked for originals.
 *
 * <p>Where a fetch begins decides where it may be redirected to: a server that URLs may name, and that a stranger may
 * have a page on, must not lead to what the operator has mounted behind a login.
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
        if (nameable.test(address) || watermark.filter(address::equals).isPresent()) {
            return true;
        }
        boolean ownFetch = !nameable.test(first);
        return reached.stream().anyMatch(part -> part.holds(address) && (ownFetch || part.holds(first)));
    }
}
