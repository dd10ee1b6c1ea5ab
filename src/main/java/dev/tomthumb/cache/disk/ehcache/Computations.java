package dev.tomthumb.cache.disk.ehcache;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ehcache.core.spi.time.TimeSource;
import org.ehcache.core.statistics.StoreOperationOutcomes.ComputeOutcome;
import org.jspecify.annotations.Nullable;

/** Changes that are computed by a caller's function, and what becomes of what it returns. Under the lock of the key. */
final class Computations<K, V> {
    private final Consumer<V> valueCheck;
    private final TimeSource time;

    /** @param valueCheck refuses a value of another type, which a function may return */
    Computations(Consumer<V> valueCheck, TimeSource time) {
        this.valueCheck = valueCheck;
        this.time = time;
    }

    /** Replaces what is there, perhaps nothing, by what the function makes of it, perhaps nothing. */
    Computed<V> compute(
            Change<K, V> change,
            BiFunction<? super K, ? super V, ? extends V> function,
            Supplier<Boolean> replaceEqual) {
        DiskValueHolder<V> before = change.current();
        V old = before == null ? null : before.get();
        V value = function.apply(change.key(), old);
        if (value == null) {
            boolean removed = before != null && change.remove();
            return new Computed<>(before, null, removed ? ComputeOutcome.REMOVED : ComputeOutcome.MISS);
        }
        if (before != null && value.equals(old) && !replaceEqual.get()) {
            change.touch(before);
            return new Computed<>(before, before, ComputeOutcome.HIT);
        }
        valueCheck.accept(value);
        if (before == null) {
            DiskValueHolder<V> created = change.create(value);
            return new Computed<>(null, created, created == null ? ComputeOutcome.MISS : ComputeOutcome.PUT);
        }
        // The caller gets what was computed, also if it expires at once or could not be stored.
        DiskValueHolder<V> stored = change.update(value).stored();
        long now = time.getTimeMillis();
        return new Computed<>(
                before,
                stored == null ? new DiskValueHolder<>(before.getId(), value, now, now, now) : stored,
                ComputeOutcome.PUT);
    }

    /** What was there, what is now, and how that counts. */
    record Computed<V>(
            @Nullable DiskValueHolder<V> before, @Nullable DiskValueHolder<V> after, ComputeOutcome outcome) {}

    /** Finds what is there, or stores what the function makes. */
    Found<V> findOrCompute(Change<K, V> change, Function<? super K, ? extends V> function) {
        DiskValueHolder<V> current = change.current();
        if (current != null) {
            change.touch(current);
            return new Found<>(current, true);
        }
        V value = function.apply(change.key());
        if (value == null) {
            return new Found<>(null, false);
        }
        valueCheck.accept(value);
        return new Found<>(change.create(value), false);
    }

    /** @param present whether it was there before */
    record Found<V>(@Nullable DiskValueHolder<V> holder, boolean present) {
        <O> O outcome(O hit, O put, O noop) {
            if (present) {
                return hit;
            }
            return holder == null ? noop : put;
        }
    }
}
