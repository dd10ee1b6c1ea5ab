package dev.tomthumb.bench.eviction;

/** Evicts what was not used for the longest time; counts bytes exactly and wastes none. */
final class Lru implements Policy {
    private final Linked order;
    private final long capacity;
    private long held;

    Lru(int objects, long capacity) {
        this.order = new Linked(objects);
        this.capacity = capacity;
    }

    @Override
    public boolean get(int object) {
        boolean there = order.contains(object);
        if (there) {
            order.remove(object);
            order.addNewest(object);
        }
        return there;
    }

    @Override
    public void put(int object, int bytes) {
        if (order.contains(object)) {
            remove(object);
        }
        while (held + bytes > capacity) {
            remove(order.oldest());
        }
        order.addNewest(object);
        held += bytes;
    }

    @Override
    public long written() {
        return 0;
    }

    private void remove(int object) {
        order.remove(object);
        held -= Objects.bytes(object);
    }
}
