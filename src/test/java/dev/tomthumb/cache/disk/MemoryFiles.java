package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Files in memory, on a volume of a given size, as an operating system keeps them: what was written is seen at once, but is
 * on the device for certain only when it was forced.
 *
 * <p>A power cut is that of a journalling file system such as ext4 or XFS: changes of the directory (files made, renamed,
 * deleted) get onto the device in their order, all of them at the latest when any file is forced; of a file's pages that were
 * written since it was forced, any may be there and any not.
 */
final class MemoryFiles implements FileLayer {
    static final int PAGE = 4096;

    private final Map<Path, Node> files = new TreeMap<>();
    private final Map<Path, Node> onDevice = new TreeMap<>();
    private final List<DirectoryChange> unforced = new ArrayList<>();
    private final long volume;
    private long used;
    private long mostUsed;
    private long foreign;

    /** An empty volume that is never full. */
    MemoryFiles() {
        this(1L << 40);
    }

    /** An empty volume of so many bytes. */
    MemoryFiles(long volume) {
        this.volume = volume;
    }

    /** What another process finds when this one has died: all that was written. */
    synchronized MemoryFiles afterKill() {
        MemoryFiles copy = new MemoryFiles(volume);
        files.forEach((path, node) -> copy.place(path, Arrays.copyOf(node.bytes, node.size)));
        copy.foreign = foreign;
        return copy;
    }

    /** The same volume once more, with what is on the device and what is not yet. */
    synchronized MemoryFiles copy() {
        Map<Node, Node> nodes = new IdentityHashMap<>();
        UnaryOperator<Node> copied = node -> nodes.computeIfAbsent(node, Node::copy);
        MemoryFiles copy = new MemoryFiles(volume);
        files.forEach((path, node) -> copy.files.put(path, copied.apply(node)));
        onDevice.forEach((path, node) -> copy.onDevice.put(path, copied.apply(node)));
        unforced.forEach(change -> copy.unforced.add(change.of(copied)));
        copy.account(used);
        copy.foreign = foreign;
        return copy;
    }

    /** What the device holds after a power cut now, one of many possibilities. */
    synchronized MemoryFiles afterPowerCut(Random random) {
        double kept = List.of(0.0, 0.3, 0.9, 1.0).get(random.nextInt(4));
        Map<Path, Node> found = new TreeMap<>(onDevice);
        unforced.subList(0, random.nextInt(unforced.size() + 1)).forEach(change -> change.apply(found));
        MemoryFiles copy = new MemoryFiles(volume);
        found.forEach((path, node) -> copy.place(path, node.afterPowerCut(random, kept)));
        copy.foreign = foreign;
        return copy;
    }

    /** The bytes of every file. */
    synchronized Map<Path, byte[]> contents() {
        Map<Path, byte[]> contents = new LinkedHashMap<>();
        files.forEach((path, node) -> contents.put(path, Arrays.copyOf(node.bytes, node.size)));
        return contents;
    }

    /** Gives a file other bytes, on the device too. */
    synchronized void place(Path path, byte[] bytes) {
        Node before = files.get(path);
        Node node = new Node(bytes);
        files.put(path, node);
        onDevice.put(path, node);
        account(node.blocks() - (before == null ? 0 : before.blocks()));
    }

    /** Takes so much of the volume for files of somebody else. */
    synchronized void occupy(long bytes) {
        foreign = bytes;
    }

    /** The bytes of all files, each in whole blocks. */
    synchronized long used() {
        return used;
    }

    /** The most that {@link #used} ever was. */
    synchronized long mostUsed() {
        return mostUsed;
    }

    @Override
    public synchronized Handle open(Path file) {
        Node node = files.get(file);
        if (node == null) {
            node = new Node(new byte[0]);
            change(new Made(file, node));
        }
        return new Open(node);
    }

    @Override
    public synchronized List<Path> list(Path directory) {
        return files.keySet().stream()
                .filter(file -> directory.equals(file.getParent()))
                .toList();
    }

    /** Really made, for what is no matter of this layer: the lock. */
    @Override
    public void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory);
    }

    @Override
    public synchronized void delete(Path file) {
        Node node = files.get(file);
        if (node != null) {
            change(new Deleted(file));
            account(-node.blocks());
        }
    }

    @Override
    public synchronized void move(Path from, Path to) throws IOException {
        if (!files.containsKey(from)) {
            throw new NoSuchFileException(from.toString());
        }
        Node replaced = from.equals(to) ? null : files.get(to);
        change(new Moved(from, to));
        account(replaced == null ? 0 : -replaced.blocks());
    }

    @Override
    public synchronized long usableSpace(Path directory) {
        return Math.max(0, volume - foreign - used);
    }

    private void change(DirectoryChange change) {
        change.apply(files);
        unforced.add(change);
    }

    private void account(long bytes) {
        used += bytes;
        mostUsed = Math.max(mostUsed, used);
    }

    private boolean linked(Node node) {
        return files.containsValue(node);
    }

    private interface DirectoryChange {
        void apply(Map<Path, Node> directory);

        /** The same change of other files. */
        default DirectoryChange of(UnaryOperator<Node> others) {
            return this;
        }
    }

    private record Made(Path file, Node node) implements DirectoryChange {
        @Override
        public void apply(Map<Path, Node> directory) {
            directory.put(file, node);
        }

        @Override
        public DirectoryChange of(UnaryOperator<Node> others) {
            return new Made(file, others.apply(node));
        }
    }

    private record Deleted(Path file) implements DirectoryChange {
        @Override
        public void apply(Map<Path, Node> directory) {
            directory.remove(file);
        }
    }

    private record Moved(Path from, Path to) implements DirectoryChange {
        @Override
        public void apply(Map<Path, Node> directory) {
            directory.put(to, directory.remove(from));
        }
    }

    /** A file, with or without a name. */
    private static final class Node {
        byte[] bytes;
        int size;
        byte[] forced;
        int forcedSize;
        final BitSet unforcedPages = new BitSet();

        Node(byte[] bytes) {
            this.bytes = bytes;
            this.size = bytes.length;
            this.forced = bytes.clone();
            this.forcedSize = size;
        }

        Node copy() {
            Node copy = new Node(bytes.clone());
            copy.size = size;
            copy.forced = forced.clone();
            copy.forcedSize = forcedSize;
            copy.unforcedPages.or(unforcedPages);
            return copy;
        }

        long blocks() {
            return blocks(size);
        }

        static long blocks(long size) {
            return (size + PAGE - 1) / PAGE * PAGE;
        }

        int read(ByteBuffer target, long at) {
            if (at >= size) {
                return -1;
            }
            int length = (int) Math.min(target.remaining(), size - at);
            target.put(bytes, (int) at, length);
            return length;
        }

        void write(ByteBuffer source, int length, long at) {
            if (length == 0) {
                return;
            }
            int end = Math.addExact(Math.toIntExact(at), length);
            reserve(end);
            source.get(bytes, (int) at, length);
            size = Math.max(size, end);
            unforcedPages.set((int) at / PAGE, (end - 1) / PAGE + 1);
        }

        private void reserve(int length) {
            if (length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length, bytes.length * 2));
            }
        }

        void truncate(long to) {
            if (to < size) {
                Arrays.fill(bytes, (int) to, size, (byte) 0);
                unforcedPages.set((int) to / PAGE, (size - 1) / PAGE + 1);
                size = (int) to;
            }
        }

        void force() {
            forced = Arrays.copyOf(forced, bytes.length);
            unforcedPages.stream().forEach(page -> copyPage(page, bytes, forced));
            unforcedPages.clear();
            forcedSize = size;
        }

        byte[] afterPowerCut(Random random, double kept) {
            byte[] found = Arrays.copyOf(forced, bytes.length);
            unforcedPages.stream()
                    .filter(page -> random.nextDouble() < kept)
                    .forEach(page -> copyPage(page, bytes, found));
            return Arrays.copyOf(found, sizeAfterPowerCut(random, kept));
        }

        private int sizeAfterPowerCut(Random random, double kept) {
            if (random.nextDouble() < kept) {
                return size;
            }
            int pages = (size - forcedSize) / PAGE;
            return pages > 0 && random.nextBoolean()
                    ? Math.min(size, (forcedSize / PAGE + 1 + random.nextInt(pages)) * PAGE)
                    : forcedSize;
        }

        private static void copyPage(int page, byte[] from, byte[] to) {
            int start = page * PAGE;
            System.arraycopy(from, start, to, start, Math.min(PAGE, from.length - start));
        }
    }

    private final class Open implements Handle {
        private final Node node;
        private boolean closed;

        Open(Node node) {
            this.node = node;
        }

        @Override
        public int read(ByteBuffer target, long at) throws IOException {
            synchronized (MemoryFiles.this) {
                ensureOpen();
                return node.read(target, at);
            }
        }

        @Override
        public void write(ByteBuffer source, long at) throws IOException {
            synchronized (MemoryFiles.this) {
                ensureOpen();
                int wanted = source.remaining();
                int length = fitting(at, wanted);
                long before = node.blocks();
                node.write(source, length, at);
                resized(before);
                if (length < wanted) {
                    throw new IOException("No space left on device");
                }
            }
        }

        /** How much of a write there is room for. */
        private int fitting(long at, int wanted) {
            long end = node.blocks() + Math.max(0, volume - foreign - used) / PAGE * PAGE;
            return (int) Math.max(0, Math.min(wanted, end - at));
        }

        @Override
        public void force() throws IOException {
            synchronized (MemoryFiles.this) {
                ensureOpen();
                node.force();
                unforced.forEach(change -> change.apply(onDevice));
                unforced.clear();
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (MemoryFiles.this) {
                ensureOpen();
                long before = node.blocks();
                node.truncate(size);
                resized(before);
            }
        }

        private void resized(long before) {
            if (node.blocks() != before && linked(node)) {
                account(node.blocks() - before);
            }
        }

        @Override
        public long size() throws IOException {
            synchronized (MemoryFiles.this) {
                ensureOpen();
                return node.size;
            }
        }

        @Override
        public void close() {
            synchronized (MemoryFiles.this) {
                closed = true;
            }
        }

        private void ensureOpen() throws ClosedChannelException {
            if (closed) {
                throw new ClosedChannelException();
            }
        }
    }
}
