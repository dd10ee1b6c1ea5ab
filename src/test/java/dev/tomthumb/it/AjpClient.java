package dev.tomthumb.it;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What Apache httpd's mod_proxy_ajp says to Tomcat for one GET (the protocol's page at tomcat.apache.org, "AJPv13").
 * Everything in it is the sender's word: the visitor's address, and the server's name and port.
 */
final class AjpClient {
    private static final int FORWARD_REQUEST = 2;
    private static final int GET = 2;
    private static final int SEND_BODY_CHUNK = 3;
    private static final int SEND_HEADERS = 4;
    private static final int END_RESPONSE = 5;
    private static final int REQUEST_END = 0xFF;

    private final int port;

    AjpClient(int port) {
        this.port = port;
    }

    /** Status and body. */
    record Answer(int status, String body) {}

    /**
     * One GET.
     *
     * @param visitor the address it says the request came from
     * @param serverPort the port it says the request came to
     */
    Answer get(String path, String visitor, int serverPort, Map<String, String> headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(packet(request(path, visitor, serverPort, headers)));
            return answer(new DataInputStream(socket.getInputStream()));
        }
    }

    private static byte[] request(String path, String visitor, int serverPort, Map<String, String> headers)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(FORWARD_REQUEST);
        out.writeByte(GET);
        string(out, "HTTP/1.1");
        string(out, path);
        string(out, visitor);
        string(out, visitor);
        string(out, "127.0.0.1");
        out.writeShort(serverPort);
        out.writeBoolean(false);
        out.writeShort(headers.size() + 1);
        string(out, "Host");
        string(out, "127.0.0.1");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            string(out, header.getKey());
            string(out, header.getValue());
        }
        out.writeByte(REQUEST_END);
        return bytes.toByteArray();
    }

    private static void string(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
        out.writeByte(0);
    }

    private static byte[] packet(byte[] payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(0x1234);
        out.writeShort(payload.length);
        out.write(payload);
        return bytes.toByteArray();
    }

    private static Answer answer(DataInputStream in) throws IOException {
        int status = 0;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            if (in.readUnsignedShort() != 0x4142) {
                throw new IOException("a packet from the container begins with AB");
            }
            byte[] payload = in.readNBytes(in.readUnsignedShort());
            DataInputStream packet = new DataInputStream(new java.io.ByteArrayInputStream(payload));
            switch (packet.readUnsignedByte()) {
                case SEND_HEADERS -> status = packet.readUnsignedShort();
                case SEND_BODY_CHUNK -> body.write(packet.readNBytes(packet.readUnsignedShort()));
                case END_RESPONSE -> {
                    return new Answer(status, body.toString(StandardCharsets.UTF_8));
                }
                default -> throw new IOException("unexpected packet " + payload[0]);
            }
        }
    }
}
