package dev.tomthumb.jsp;

import dev.tomthumb.markup.ServerOriginals;
import jakarta.servlet.ServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Where the other application is asked: as the settings say, or on this Tomcat by the port of its pages. A token goes
 * there, so what is learned must be a port of this Tomcat for certain; where nobody answers it is learned anew.
 */
final class OtherServerAddress implements ServerOriginals.Server {
    private static final Logger LOG = System.getLogger(OtherServerAddress.class.getName());
    private static final Pattern WITH_HOST = Pattern.compile("(https?://[^/]+)(/.*)?");

    private final boolean learns;
    private final String path;
    private final Predicate<ServletRequest> plain;
    private volatile Optional<URI> known;
    /** What the log has last; empty = that nothing can be learned. */
    private Optional<Optional<URI>> said = Optional.empty();

    /**
     * @param server a path on this Tomcat, or a URL, of which nothing is learned
     * @param named what the settings say
     * @param plain whether a request's local port is one of this Tomcat that speaks HTTP without TLS
     */
    OtherServerAddress(String server, Optional<URI> named, Predicate<ServletRequest> plain) {
        this.path = server;
        this.plain = plain;
        this.known = named;
        this.learns = named.isEmpty() && !WITH_HOST.matcher(server).matches();
    }

    @Override
    public Optional<URI> address() {
        return known;
    }

    @Override
    public synchronized void failed(URI address) {
        if (learns && known.equals(Optional.of(address))) {
            known = Optional.empty();
        }
    }

    /** Learns from a page's request, if there is something to learn. */
    void learn(ServletRequest request) {
        if (learns && known.isEmpty()) {
            learned(request);
        }
    }

    private synchronized void learned(ServletRequest request) {
        Optional<URI> learned = plain.test(request)
                ? Optional.of(URI.create("http://127.0.0.1:" + request.getLocalPort() + path))
                : Optional.empty();
        known = learned;
        say(learned);
    }

    private void say(Optional<URI> learned) {
        if (said.equals(Optional.of(learned))) {
            return;
        }
        said = Optional.of(learned);
        LOG.log(
                Level.INFO,
                learned.map(address ->
                                "The tags of Tomthumb ask " + address + " what originals are like, for pages come"
                                        + " in by that port; tomthumb.tags.info-url names another address.")
                        .orElse(
                                "The tags of Tomthumb cannot tell from a page that came in by TLS or AJP how this machine"
                                        + " reaches the application of tomthumb.tags.server; tomthumb.tags.info-url says it"
                                        + " (http://127.0.0.1:8080" + path + ")."));
    }
}
