package dev.tomthumb.cache.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** The files under a store: what it asks of the operating system, so that tests can let each request fail. */
public interface FileLayer {
    /** Opens a file for reading and writing, making it if need be. */
    Handle open(Path file) throws IOException;

    /** The files in a directory, without directories in it, in any order. */
    List<Path> list(Path directory) throws IOException;

    void createDirectories(Path directory) throws IOException;

    /** Deletes a file; one that is missing is fine. */
    void delete(Path file) throws IOException;

    /** Gives a file another name, taking the place of what has it. */
    void move(Path from, Path to) throws IOException;

    /** Bytes that may still be written to the volume. */
    long usableSpace(Path directory) throws IOException;

    /** An open file. Its operations name their position, so that any number of threads may use it. */
    interface Handle extends Closeable {
        /**
         * Reads at most what remains in {@code target}.
         *
         * @return how many bytes; -1 at or behind the end
         */
        int read(ByteBuffer target, long at) throws IOException;

        /** Writes all that remains in {@code source}. */
        void write(ByteBuffer source, long at) throws IOException;

        /** Forces what was written to the device. */
        void force() throws IOException;

        void truncate(long size) throws IOException;

        long size() throws IOException;
    }
}
