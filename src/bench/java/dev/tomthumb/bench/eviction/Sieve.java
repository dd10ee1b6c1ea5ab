package dev.tomthumb.bench.eviction;

/** SIEVE (Zhang et al., NSDI 2024): a hand passes over the queue, and what was used stays where it is. No log. */
final class Sieve implements Policy {
    private final Linked order;
    private final boolean[] used;
    private final long capacity;
    private long held;
    private int hand = Linked.NONE;

    Sieve(int objects, long capacity) {
        this.order = new Linked(objects);
        this.used = new boolean[objects];
        this.capacity = capacity;
    }

    @Override
    public boolean get(int object) {
        boolean there = order.contains(object);
        if (there) {
            used[object] = true;
        }
        return there;
    }

    @Override
    public void put(int object, int bytes) {
        if (order.contains(object)) {
            used[object] = true;
            return;
        }
        while (held + bytes > capacity) {
            evict();
        }
        used[object] = false;
        order.addNewest(object);
        held += bytes;
    }

    @Override
    public long written() {
        return 0;
    }

    private void evict() {
        int victim = hand == Linked.NONE ? order.oldest() : hand;
        while (used[victim]) {
            used[victim] = false;
            int next = order.newer(victim);
            victim = next == Linked.NONE ? order.oldest() : next;
        }
        hand = order.newer(victim);
        order.remove(victim);
        held -= Objects.bytes(victim);
    }
}
