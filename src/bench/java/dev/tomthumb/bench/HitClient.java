package dev.tomthumb.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Asks one server over and over, from one thread: each connection is kept and asks its next question as soon as the
 * last one is answered. Costs every server's peer the same, and no server anything.
 */
final class HitClient implements AutoCloseable {
    private static final int MOST_HEAD = 4096;
    private static final byte[] LENGTH = "\r\ncontent-length: ".getBytes(StandardCharsets.ISO_8859_1);

    private final Selector selector = Selector.open();
    private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);
    private final ByteBuffer[] questions;
    private final int status;
    private int next;
    private long answered;
    private long bytes;
    private boolean stopping;
    private int asking;

    /** @param questions whole requests; asked in turn */
    HitClient(int port, int connections, List<String> questions, int status) throws IOException {
        this.questions = questions.stream().map(HitClient::buffer).toArray(ByteBuffer[]::new);
        this.status = status;
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Answer());
        }
    }

    private static ByteBuffer buffer(String question) {
        byte[] bytes = question.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    static boolean listens(int port) {
        try (SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            return channel.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    /** A connection's answer as far as it has come. */
    private static final class Answer {
        private final byte[] head = new byte[MOST_HEAD];
        private int headLength;
        /** Bytes of the body still to come; negative = the head is not whole yet. */
        private long rest = -1;
    }

    /** Asks for this long, and returns when the last answer is there. */
    void run(long nanos) throws IOException {
        long end = System.nanoTime() + nanos;
        stopping = false;
        for (SelectionKey key : selector.keys()) {
            ask((SocketChannel) key.channel());
        }
        while (asking > 0) {
            selector.select();
            stopping = System.nanoTime() > end;
            for (SelectionKey key : selector.selectedKeys()) {
                read((SocketChannel) key.channel(), (Answer) key.attachment());
            }
            selector.selectedKeys().clear();
        }
    }

    /** Answers so far. */
    long answered() {
        return answered;
    }

    /** Bytes of bodies so far. */
    long bytes() {
        return bytes;
    }

    private void ask(SocketChannel channel) throws IOException {
        ByteBuffer question = questions[next].rewind();
        next = next + 1 == questions.length ? 0 : next + 1;
        channel.write(question);
        if (question.hasRemaining()) {
            throw new IOException("a request of " + question.limit() + " bytes did not fit the socket");
        }
        asking++;
    }

    private void read(SocketChannel channel, Answer answer) throws IOException {
        in.clear();
        if (channel.read(in) < 0) {
            throw new EOFException("the server has closed a connection after " + answered + " answers");
        }
        in.flip();
        if (answer.rest < 0 && !readHead(answer)) {
            return;
        }
        answer.rest -= in.remaining();
        if (answer.rest > 0) {
            return;
        }
        if (answer.rest < 0) {
            throw new IOException("more was answered than asked");
        }
        answered++;
        asking--;
        answer.rest = -1;
        answer.headLength = 0;
        if (!stopping) {
            ask(channel);
        }
    }

    /** Whether the head has come to its end. */
    private boolean readHead(Answer answer) throws IOException {
        byte[] head = answer.head;
        int taken = Math.min(in.remaining(), head.length - answer.headLength);
        int from = in.position();
        in.get(head, answer.headLength, taken);
        int searched = Math.max(0, answer.headLength - 3);
        answer.headLength += taken;
        int end = endOfHead(head, searched, answer.headLength);
        if (end < 0) {
            if (answer.headLength == head.length) {
                throw new IOException("an endless head");
            }
            return false;
        }
        in.position(from + end - (answer.headLength - taken));
        int said = (head[9] - '0') * 100 + (head[10] - '0') * 10 + head[11] - '0';
        if (said != status) {
            throw new IOException("answered: " + new String(head, 0, end, StandardCharsets.ISO_8859_1));
        }
        answer.rest = status == 304 ? 0 : contentLength(head, end);
        bytes += answer.rest;
        return true;
    }

    private static int endOfHead(byte[] head, int from, int to) {
        for (int i = from; i + 3 < to; i++) {
            if (head[i] == '\r' && head[i + 1] == '\n' && head[i + 2] == '\r' && head[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private static long contentLength(byte[] head, int end) throws IOException {
        for (int i = 0; i + LENGTH.length < end; i++) {
            if (head[i] == '\r' && named(head, i)) {
                long length = 0;
                for (int at = i + LENGTH.length; head[at] >= '0' && head[at] <= '9'; at++) {
                    length = length * 10 + head[at] - '0';
                }
                return length;
            }
        }
        throw new IOException("no length: " + new String(head, 0, end, StandardCharsets.ISO_8859_1));
    }

    private static boolean named(byte[] head, int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            int letter = head[at + i];
            if ((letter >= 'A' && letter <= 'Z' ? letter + 32 : letter) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
