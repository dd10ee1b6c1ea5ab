package dev.tomthumb.source.http;

import java.net.URI;
import java.time.Duration;
import java.util.function.Predicate;

final class Configs {
    private Configs() {}

    /** For servers of a test: short times, this machine permitted. */
    static HttpSourceConfig loopback(Predicate<URI> allowed) {
        return config(allowed, new AddressRules(true, false, false));
    }

    static HttpSourceConfig config(Predicate<URI> allowed, AddressRules addresses) {
        return timed(allowed, addresses, Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    static HttpSourceConfig timed(
            Predicate<URI> allowed, AddressRules addresses, Duration readTimeout, Duration deadline) {
        return new HttpSourceConfig(
                (first, address) -> allowed.test(address),
                addresses,
                3,
                Duration.ofSeconds(5),
                readTimeout,
                deadline,
                "Tomthumb/test");
    }
}
