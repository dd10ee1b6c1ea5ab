package dev.tomthumb.cache.disk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Reads the entries one by one, from one part of the table after the other, so that it holds no more than the entries of
 * one part and one value. For one thread; no lock is held from one entry to the next.
 */
final class EntryIterator implements Iterator<DiskEntry> {
    private final EntryTable table;
    private final EntryReader reader;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private int part;
    private Optional<DiskEntry> next;

    EntryIterator(EntryTable table, EntryReader reader) {
        this.table = table;
        this.reader = reader;
        this.next = advance();
    }

    private Optional<DiskEntry> advance() {
        while (true) {
            while (waiting.isEmpty()) {
                if (part == table.parts()) {
                    return Optional.empty();
                }
                waiting.addAll(table.part(part++));
            }
            Optional<DiskEntry> read = reader.peek(waiting.removeFirst());
            if (read.isPresent()) {
                return read;
            }
        }
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public DiskEntry next() {
        DiskEntry entry = next.orElseThrow(NoSuchElementException::new);
        next = advance();
        return entry;
    }
}
