package dev.tomthumb.source.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Names to addresses. A seam for tests; the JVM's own resolver otherwise. */
@FunctionalInterface
public interface AddressResolver {
    /** The JVM's resolver, with its own caching and its own time limit. */
    AddressResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /**
     * @param host ASCII, lower case; never an address literal
     * @return at least one address, in the order to try
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
