package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that stays open. A {@link FileChannel} is closed, for everybody, when a thread that uses it is interrupted; a
 * server interrupts threads for reasons of its own, so the channel is opened again and the operation repeated.
 */
final class ChannelHandle implements FileLayer.Handle {
    /** The JDK keeps, per thread, a direct buffer as large as the largest piece that was read or written at once. */
    private static final int PIECE = 128 << 10;

    private final Path file;
    private volatile FileChannel channel;
    private boolean closed;

    ChannelHandle(Path file) throws IOException {
        this.file = file;
        this.channel = open(true);
    }

    private FileChannel open(boolean create) throws IOException {
        return create
                ? FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)
                : FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private interface Operation {
        long on(FileChannel channel) throws IOException;
    }

    private long repeatIfInterrupted(Operation operation) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                FileChannel used = channel;
                try {
                    return operation.on(used);
                } catch (ClosedChannelException byInterrupt) {
                    interrupted |= Thread.interrupted();
                    reopen(used, byInterrupt);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void reopen(FileChannel used, ClosedChannelException byInterrupt) throws IOException {
        if (closed) {
            throw byInterrupt;
        }
        if (channel == used) {
            channel = open(false);
        }
    }

    @Override
    public int read(ByteBuffer target, long at) throws IOException {
        return (int) repeatIfInterrupted(open -> {
            ByteBuffer piece = piece(target);
            int read = open.read(piece, at);
            target.position(target.position() + Math.max(0, read));
            return read;
        });
    }

    @Override
    public void write(ByteBuffer source, long at) throws IOException {
        long start = at - source.position();
        while (source.hasRemaining()) {
            repeatIfInterrupted(open -> {
                ByteBuffer piece = piece(source);
                int written = open.write(piece, start + source.position());
                source.position(source.position() + written);
                return written;
            });
        }
    }

    private static ByteBuffer piece(ByteBuffer whole) {
        return whole.slice(whole.position(), Math.min(whole.remaining(), PIECE));
    }

    @Override
    public void force() throws IOException {
        repeatIfInterrupted(open -> {
            open.force(false);
            return 0;
        });
    }

    @Override
    public void truncate(long size) throws IOException {
        repeatIfInterrupted(open -> {
            open.truncate(size);
            return 0;
        });
    }

    @Override
    public long size() throws IOException {
        return repeatIfInterrupted(FileChannel::size);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        channel.close();
    }
}
