package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Files that fail when told to, over others that do the work. It counts every operation, from 1. */
final class FaultyFiles implements FileLayer {
    static final String FULL = "No space left on device";
    static final String BROKEN = "Input/output error";
    static final String READ_ONLY = "Read-only file system";

    private final FileLayer files;
    private final List<Operation> operations = new ArrayList<>();
    private volatile Fault fault = Fault.NONE;

    FaultyFiles(FileLayer files) {
        this.files = files;
    }

    enum Kind {
        OPEN,
        LIST,
        CREATE_DIRECTORIES,
        DELETE,
        MOVE,
        USABLE_SPACE,
        READ,
        WRITE,
        FORCE,
        TRUNCATE,
        SIZE,
        CLOSE
    }

    record Operation(int number, Kind kind, Path file) {
        @Override
        public String toString() {
            return "operation " + number + ", " + kind + " " + file.getFileName();
        }
    }

    /**
     * How an operation fails.
     *
     * @param reason what the operating system says
     * @param torn bytes that a write has written before that
     */
    record Failure(String reason, int torn) {
        IOException exception() {
            return new IOException(reason);
        }
    }

    /** Decides which operations fail. */
    interface Fault {
        Fault NONE = operation -> Optional.empty();

        Optional<Failure> of(Operation operation);

        /** The one of this number. */
        static Fault once(int number, String reason) {
            return torn(number, reason, 0);
        }

        /** The one of this number, after some bytes if it is a write. */
        static Fault torn(int number, String reason, int bytes) {
            return operation ->
                    operation.number() == number ? Optional.of(new Failure(reason, bytes)) : Optional.empty();
        }

        /** All of these kinds. */
        static Fault each(Set<Kind> kinds, String reason) {
            return operation ->
                    kinds.contains(operation.kind()) ? Optional.of(new Failure(reason, 0)) : Optional.empty();
        }
    }

    void fail(Fault those) {
        fault = those;
    }

    void heal() {
        fault = Fault.NONE;
    }

    /** All operations so far, in their order. */
    List<Operation> operations() {
        synchronized (operations) {
            return List.copyOf(operations);
        }
    }

    private Optional<Failure> failure(Kind kind, Path file) {
        synchronized (operations) {
            Operation operation = new Operation(operations.size() + 1, kind, file);
            operations.add(operation);
            return fault.of(operation);
        }
    }

    private void check(Kind kind, Path file) throws IOException {
        Optional<Failure> failure = failure(kind, file);
        if (failure.isPresent()) {
            throw failure.get().exception();
        }
    }

    @Override
    public Handle open(Path file) throws IOException {
        check(Kind.OPEN, file);
        return new FaultyHandle(file, files.open(file));
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        check(Kind.LIST, directory);
        return files.list(directory);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        check(Kind.CREATE_DIRECTORIES, directory);
        files.createDirectories(directory);
    }

    @Override
    public void delete(Path file) throws IOException {
        check(Kind.DELETE, file);
        files.delete(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        check(Kind.MOVE, from);
        files.move(from, to);
    }

    @Override
    public long usableSpace(Path directory) throws IOException {
        check(Kind.USABLE_SPACE, directory);
        return files.usableSpace(directory);
    }

    private final class FaultyHandle implements Handle {
        private final Path file;
        private final Handle handle;

        FaultyHandle(Path file, Handle handle) {
            this.file = file;
            this.handle = handle;
        }

        @Override
        public int read(ByteBuffer target, long at) throws IOException {
            check(Kind.READ, file);
            return handle.read(target, at);
        }

        @Override
        public void write(ByteBuffer source, long at) throws IOException {
            Optional<Failure> failure = failure(Kind.WRITE, file);
            if (failure.isPresent()) {
                int torn = Math.min(failure.get().torn(), source.remaining());
                handle.write(source.slice(source.position(), torn), at);
                source.position(source.position() + torn);
                throw failure.get().exception();
            }
            handle.write(source, at);
        }

        @Override
        public void force() throws IOException {
            check(Kind.FORCE, file);
            handle.force();
        }

        @Override
        public void truncate(long size) throws IOException {
            check(Kind.TRUNCATE, file);
            handle.truncate(size);
        }

        @Override
        public long size() throws IOException {
            check(Kind.SIZE, file);
            return handle.size();
        }

        /** It is closed even if it says that it failed, as the operating system does. */
        @Override
        public void close() throws IOException {
            Optional<Failure> failure = failure(Kind.CLOSE, file);
            handle.close();
            if (failure.isPresent()) {
                throw failure.get().exception();
            }
        }
    }
}
