package dev.tomthumb.source.http;

import java.io.IOException;
import java.io.Serial;

/** None of a host's addresses accepted a connection; the suppressed exceptions say why, one per address. */
final class ConnectFailedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    ConnectFailedException() {
        super("no address accepted a connection");
    }
}
