package dev.tomthumb.source.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Opens connections to addresses that were admitted, and to no others. */
final class Connector {
    private final SSLSocketFactory tls;
    private final Duration connectTimeout;
    private final Duration readTimeout;

    Connector(SSLSocketFactory tls, Duration connectTimeout, Duration readTimeout) {
        this.tls = tls;
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
    }

    /**
     * @param addresses at least one, tried in this order
     * @return a connected socket, with TLS and a checked certificate if the target is https
     */
    Socket connect(HttpTarget target, List<InetAddress> addresses, Deadline deadline) throws IOException {
        Socket plain = firstThatAnswers(target, addresses, deadline);
        try {
            return target.secure() ? secured(target, plain) : plain;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private Socket firstThatAnswers(HttpTarget target, List<InetAddress> addresses, Deadline deadline)
            throws IOException {
        ConnectFailedException failure = new ConnectFailedException();
        for (InetAddress address : addresses) {
            DeadlineSocket socket = new DeadlineSocket(deadline, readTimeout);
            try {
                socket.connect(address, target.authority().port(), connectTimeout);
                return socket;
            } catch (IOException e) {
                socket.close();
                requireTime(deadline);
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    /** @throws SocketTimeoutException if it was the whole fetch's time that ran out, not one connection's */
    private void requireTime(Deadline deadline) throws SocketTimeoutException {
        deadline.millis(connectTimeout);
    }

    private Socket secured(HttpTarget target, Socket plain) throws IOException {
        String host = target.authority().host();
        String peer = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        SSLSocket secured =
                (SSLSocket) tls.createSocket(plain, peer, target.authority().port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        // Without this the JDK accepts any valid certificate, whoever's it is.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }
}
