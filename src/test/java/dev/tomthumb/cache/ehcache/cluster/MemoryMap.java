package dev.tomthumb.cache.ehcache.cluster;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A map that all nodes of a test see, whose server can be silent. */
final class MemoryMap implements ClusterMap {
    private final Map<String, byte[]> entries = new HashMap<>();
    private boolean silent;
    private int questions;
    private Runnable beforeAnswers = () -> {};

    /** Happens on the way of every operation. */
    synchronized void beforeAnswers(Runnable what) {
        beforeAnswers = what;
    }

    /** Lets every operation fail from now on, or not any more. */
    synchronized void silent(boolean now) {
        silent = now;
    }

    /** Operations so far, failed ones included. */
    synchronized int questions() {
        return questions;
    }

    /** As a server that has been restarted. */
    synchronized void clear() {
        entries.clear();
    }

    /** As a server that has had no more room. @param end of the keys that are evicted */
    synchronized void lose(String end) {
        entries.keySet().removeIf(key -> key.endsWith(end));
    }

    /** What all keys and values take. */
    synchronized long bytes() {
        return entries.entrySet().stream()
                .mapToLong(entry -> entry.getKey().length() + entry.getValue().length)
                .sum();
    }

    private void ask() {
        questions++;
        beforeAnswers.run();
        if (silent) {
            throw ClusterException.unanswered("it is silent", null);
        }
    }

    @Override
    public synchronized Optional<byte[]> get(String key) {
        ask();
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public synchronized void put(String key, byte[] value) {
        ask();
        entries.put(key, value);
    }

    @Override
    public synchronized Optional<byte[]> putIfAbsent(String key, byte[] value) {
        ask();
        return Optional.ofNullable(entries.putIfAbsent(key, value));
    }

    @Override
    public synchronized boolean replace(String key, byte[] before, byte[] value) {
        ask();
        boolean same = Arrays.equals(entries.get(key), before);
        if (same) {
            entries.put(key, value);
        }
        return same;
    }

    @Override
    public synchronized void remove(String key, byte[] value) {
        ask();
        if (Arrays.equals(entries.get(key), value)) {
            entries.remove(key);
        }
    }

    @Override
    public synchronized void remove(String key) {
        ask();
        entries.remove(key);
    }
}
