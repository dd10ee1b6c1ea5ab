package dev.tomthumb.cache.disk;

/** What may happen to a store, for {@link ModelRun}. Times are in steps of 10 ms, keys and labels are numbers. */
sealed interface Step {
    /** Life 0 is for ever. */
    record Put(int key, int length, int labels, int life) implements Step {}

    record Get(int key) implements Step {}

    record Contains(int key) implements Step {}

    record Remove(int key) implements Step {}

    record PurgeOf(Purge purge) implements Step {
        @Override
        public String toString() {
            return purge instanceof Purge.Prefix prefix
                    ? "Purge[prefix=" + new String(prefix.bytes()) + "]"
                    : "" + purge;
        }
    }

    record Clear() implements Step {}

    /** Many entries with keys of their own, to get the log on. */
    record Fill(int entries, int length) implements Step {}

    record ExpireAt(int key, int life) implements Step {}

    record Pass(int time) implements Step {}

    record Pin(int key) implements Step {}

    record Unpin(int key) implements Step {}

    record TakeStamp() implements Step {}

    record AskStamp(int key, int labels) implements Step {}

    record Iterate() implements Step {}

    record Maintain() implements Step {}

    /** Closed and opened, perhaps after its index files were deleted. */
    record Reopen(boolean withIndexes) implements Step {}

    /** The process killed, and opened by another. */
    record Kill(boolean withIndexes) implements Step {}
}
