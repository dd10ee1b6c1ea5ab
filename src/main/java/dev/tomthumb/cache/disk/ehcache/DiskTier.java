package dev.tomthumb.cache.disk.ehcache;

import dev.tomthumb.cache.disk.DiskSettings;
import dev.tomthumb.cache.disk.DiskStatistics;
import dev.tomthumb.cache.disk.DiskStore;
import dev.tomthumb.cache.disk.ehcache.Computations.Computed;
import dev.tomthumb.cache.disk.ehcache.Computations.Found;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.ehcache.Cache;
import org.ehcache.core.CacheConfigurationChangeListener;
import org.ehcache.core.exceptions.StorePassThroughException;
import org.ehcache.core.spi.service.StatisticsService;
import org.ehcache.core.spi.store.Store;
import org.ehcache.core.spi.store.events.StoreEventSource;
import org.ehcache.core.spi.store.tiering.AuthoritativeTier;
import org.ehcache.core.spi.time.TimeSource;
import org.ehcache.core.statistics.AuthoritativeTierOperationOutcomes.ComputeIfAbsentAndFaultOutcome;
import org.ehcache.core.statistics.AuthoritativeTierOperationOutcomes.FlushOutcome;
import org.ehcache.core.statistics.AuthoritativeTierOperationOutcomes.GetAndFaultOutcome;
import org.ehcache.core.statistics.StatisticType;
import org.ehcache.core.statistics.StoreOperationOutcomes.ComputeIfAbsentOutcome;
import org.ehcache.core.statistics.StoreOperationOutcomes.ConditionalRemoveOutcome;
import org.ehcache.core.statistics.StoreOperationOutcomes.ConditionalReplaceOutcome;
import org.ehcache.core.statistics.StoreOperationOutcomes.GetOutcome;
import org.ehcache.core.statistics.StoreOperationOutcomes.PutIfAbsentOutcome;
import org.ehcache.core.statistics.StoreOperationOutcomes.PutOutcome;
import org.ehcache.core.statistics.StoreOperationOutcomes.RemoveOutcome;
import org.ehcache.core.statistics.StoreOperationOutcomes.ReplaceOutcome;
import org.ehcache.impl.store.BaseStore;
import org.ehcache.spi.resilience.StoreAccessException;
import org.ehcache.spi.serialization.SerializationProvider;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one cache on disk, as Ehcache's tiers ask for them.
 *
 * <p>Operations that change a key hold the lock of its stripe, also while they call the functions they were given, see
 * {@link KeyChanges}; {@link #get} and {@link #getAndFault} hold none. Ehcache calls {@link #getAndFault}, {@link
 * #computeIfAbsentAndFault} and {@link #flush} under locks of the tier above, so a stripe is taken inside those and never
 * the other way round: what the tier above has to forget is told it by {@link Departures} after the stripe is let go, by
 * the operations that Ehcache calls without a lock.
 */
final class DiskTier<K, V> extends BaseStore<K, V> implements AuthoritativeTier<K, V> {
    /** As Ehcache calls its disk tier; statistics are found by it. */
    static final String TAG = "Disk";

    private final Configuration<K, V> configuration;
    private final TierSerializers<K, V> serializers;
    private final LabelExtractor<? super K, ? super V> labels;
    private final TimeSource time;
    private final Lifetimes<K, V> lifetimes;
    private final TierEvents<K, V> events;
    private final TierObservers observers;
    private final Departures<K, V> departures;
    private final KeyChanges<K, V> changes;
    private final Computations<K, V> computations;
    private final CopiesAbove<K, V> copies;
    /** Statistics that Ehcache derives from others: it refers to them weakly and would count nothing after a collection. */
    private final List<Object> held = new CopyOnWriteArrayList<>();

    private volatile @Nullable TypedStore<K, V> store;

    DiskTier(
            Configuration<K, V> configuration,
            TierSerializers<K, V> serializers,
            LabelExtractor<? super K, ? super V> labels,
            TimeSource time,
            @Nullable StatisticsService statistics) {
        super(configuration, statistics);
        this.configuration = configuration;
        this.serializers = serializers;
        this.labels = labels;
        this.time = time;
        this.lifetimes = new Lifetimes<>(configuration.getExpiry());
        this.events = new TierEvents<>(configuration.getDispatcherConcurrency());
        this.observers = TierObservers.of(this::createObserver);
        this.departures = new Departures<>(observers, events);
        this.changes = new KeyChanges<>(this::opened, lifetimes, departures, events, time);
        this.computations = new Computations<>(this::checkValue, time);
        this.copies = new CopiesAbove<>(this::opened, changes, time);
        gauge("mappings", DiskStatistics::entries);
        gauge("allocatedMemory", DiskStatistics::diskBytes);
        gauge("occupiedMemory", DiskStatistics::liveBytes);
    }

    /** Null tells Ehcache that there is no figure: the tier is closed, or not yet open. */
    @SuppressWarnings("NullAway")
    private void gauge(String name, ToLongFunction<DiskStatistics> figure) {
        registerStatistic(name, StatisticType.GAUGE, Set.of(TAG, "tier"), () -> {
            TypedStore<K, V> open = store;
            return open == null
                    ? null
                    : Long.valueOf(figure.applyAsLong(open.bytes().statistics()));
        });
    }

    /** Keeps a statistic for as long as the tier. */
    void hold(Object statistic) {
        held.add(statistic);
    }

    /** Readies the directory for this tier's types. */
    void prepare(TierDirectory files, String alias, boolean clean) throws IOException {
        files.prepare(alias, StoredTypes.of(configuration, serializers), serializers, clean);
    }

    /** Gives back what was made for this tier alone. */
    void release(SerializationProvider provider) {
        serializers.release(configuration, provider);
    }

    void open(Path directory, DiskSettings settings) throws IOException {
        store = new TypedStore<>(
                DiskStore.open(directory, settings, departures), serializers, labels, settings.clock());
    }

    void close() {
        TypedStore<K, V> open = store;
        store = null;
        if (open != null) {
            open.bytes().close();
        }
    }

    /** @throws IllegalStateException if the tier is not open */
    TypedStore<K, V> opened() {
        TypedStore<K, V> open = store;
        if (open == null) {
            throw new IllegalStateException("the disk tier is closed");
        }
        return open;
    }

    Departures<K, V> departures() {
        return departures;
    }

    @Override
    protected String getStatisticsTag() {
        return TAG;
    }

    @Override
    public List<CacheConfigurationChangeListener> getConfigurationChangeListeners() {
        return List.of();
    }

    @Override
    public StoreEventSource<K, V> getStoreEventSource() {
        return events;
    }

    @Override
    public void setInvalidationValve(InvalidationValve valve) {
        departures.above(valve);
    }

    // ---- reading

    @Override
    public @Nullable ValueHolder<V> get(K key) throws StoreAccessException {
        checkKey(key);
        observers.get().begin();
        DiskValueHolder<V> found = read(key, this::accessed);
        departures.invalidate();
        observers.get().end(found == null ? GetOutcome.MISS : GetOutcome.HIT);
        return found;
    }

    @Override
    public @Nullable ValueHolder<V> getAndFault(K key) throws StoreAccessException {
        checkKey(key);
        observers.getAndFault().begin();
        DiskValueHolder<V> found = read(key, copies::pin);
        observers.getAndFault().end(found == null ? GetAndFaultOutcome.MISS : GetAndFaultOutcome.HIT);
        return found;
    }

    private @Nullable DiskValueHolder<V> read(K key, Use<K, V> use) throws StoreAccessException {
        try {
            TypedStore<K, V> open = opened();
            SerializedKey<K> serialized = open.key(key);
            DiskValueHolder<V> found = open.read(serialized);
            if (found != null) {
                use.of(serialized, found);
            }
            departures.tellEvents(open);
            return found;
        } catch (RuntimeException failure) {
            throw StorePassThroughException.handleException(failure);
        }
    }

    /** What a read does with what it found. */
    private interface Use<K, V> {
        void of(SerializedKey<K> key, DiskValueHolder<V> found) throws StoreAccessException;
    }

    private void accessed(SerializedKey<K> key, DiskValueHolder<V> found) throws StoreAccessException {
        OptionalLong expires = lifetimes.afterAccess(key.key(), found, time.getTimeMillis());
        if (expires.isEmpty()) {
            changes.locked(key.key(), change -> change.expire(found));
        } else if (expires.getAsLong() != found.expirationTime()) {
            found.setExpirationTime(expires.getAsLong());
            opened().bytes().expireAt(key, found.getId(), expires.getAsLong());
        }
    }

    @Override
    public boolean containsKey(K key) throws StoreAccessException {
        checkKey(key);
        try {
            TypedStore<K, V> open = opened();
            boolean there = open.bytes().contains(open.key(key));
            departures.tellEvents(open);
            return there;
        } catch (RuntimeException failure) {
            throw StorePassThroughException.handleException(failure);
        }
    }

    @Override
    public Store.Iterator<Cache.Entry<K, ValueHolder<V>>> iterator() {
        TypedStore<K, V> open = opened();
        return new TierEntries<>(open, open.bytes().entries());
    }

    // ---- changing

    @Override
    public PutStatus put(K key, V value) throws StoreAccessException {
        checkKey(key);
        checkValue(value);
        observers.put().begin();
        try {
            boolean stored = changes.change(
                    key, change -> change.exists() ? change.update(value).done() : change.create(value) != null);
            observers.put().end(stored ? PutOutcome.PUT : PutOutcome.NOOP);
            return stored ? PutStatus.PUT : PutStatus.NOOP;
        } catch (StoreAccessException | RuntimeException failure) {
            observers.put().end(PutOutcome.FAILURE);
            throw failure;
        }
    }

    @Override
    public @Nullable ValueHolder<V> putIfAbsent(K key, V value, Consumer<Boolean> put) throws StoreAccessException {
        checkKey(key);
        checkValue(value);
        observers.putIfAbsent().begin();
        ValueHolder<V> present = changes.change(key, change -> {
            DiskValueHolder<V> current = change.current();
            if (current == null) {
                change.create(value);
            } else {
                change.touch(current);
            }
            return current;
        });
        observers.putIfAbsent().end(present == null ? PutIfAbsentOutcome.PUT : PutIfAbsentOutcome.HIT);
        return present;
    }

    @Override
    public boolean remove(K key) throws StoreAccessException {
        checkKey(key);
        observers.remove().begin();
        boolean removed = changes.change(key, Change::remove);
        observers.remove().end(removed ? RemoveOutcome.REMOVED : RemoveOutcome.MISS);
        return removed;
    }

    @Override
    public RemoveStatus remove(K key, V value) throws StoreAccessException {
        checkKey(key);
        checkValue(value);
        observers.conditionalRemove().begin();
        RemoveStatus status = changes.change(key, change -> {
            DiskValueHolder<V> current = change.current();
            if (current == null) {
                return RemoveStatus.KEY_MISSING;
            }
            if (current.get().equals(value)) {
                change.remove();
                return RemoveStatus.REMOVED;
            }
            change.touch(current);
            return RemoveStatus.KEY_PRESENT;
        });
        observers
                .conditionalRemove()
                .end(status == RemoveStatus.REMOVED ? ConditionalRemoveOutcome.REMOVED : ConditionalRemoveOutcome.MISS);
        return status;
    }

    @Override
    public @Nullable ValueHolder<V> replace(K key, V value) throws StoreAccessException {
        checkKey(key);
        checkValue(value);
        observers.replace().begin();
        ValueHolder<V> replaced = changes.change(key, change -> {
            DiskValueHolder<V> current = change.current();
            if (current != null) {
                change.update(value);
            }
            return current;
        });
        observers.replace().end(replaced == null ? ReplaceOutcome.MISS : ReplaceOutcome.REPLACED);
        return replaced;
    }

    @Override
    public ReplaceStatus replace(K key, V oldValue, V newValue) throws StoreAccessException {
        checkKey(key);
        checkValue(oldValue);
        checkValue(newValue);
        observers.conditionalReplace().begin();
        ReplaceStatus status = changes.change(key, change -> {
            DiskValueHolder<V> current = change.current();
            if (current == null) {
                return ReplaceStatus.MISS_NOT_PRESENT;
            }
            if (oldValue.equals(current.get())) {
                change.update(newValue);
                return ReplaceStatus.HIT;
            }
            change.touch(current);
            return ReplaceStatus.MISS_PRESENT;
        });
        observers
                .conditionalReplace()
                .end(status == ReplaceStatus.HIT ? ConditionalReplaceOutcome.REPLACED : ConditionalReplaceOutcome.MISS);
        return status;
    }

    @Override
    public void clear() {
        opened().bytes().clear();
    }

    @Override
    public @Nullable ValueHolder<V> getAndCompute(K key, BiFunction<? super K, ? super V, ? extends V> function)
            throws StoreAccessException {
        return compute(key, function, () -> true).before();
    }

    @Override
    public @Nullable ValueHolder<V> computeAndGet(
            K key,
            BiFunction<? super K, ? super V, ? extends V> function,
            Supplier<Boolean> replaceEqual,
            Supplier<Boolean> invokeWriter)
            throws StoreAccessException {
        return compute(key, function, replaceEqual).after();
    }

    private Computed<V> compute(
            K key, BiFunction<? super K, ? super V, ? extends V> function, Supplier<Boolean> replaceEqual)
            throws StoreAccessException {
        checkKey(key);
        observers.compute().begin();
        Computed<V> computed = changes.change(key, change -> computations.compute(change, function, replaceEqual));
        observers.compute().end(computed.outcome());
        return computed;
    }

    @Override
    public @Nullable ValueHolder<V> computeIfAbsent(K key, Function<? super K, ? extends V> function)
            throws StoreAccessException {
        checkKey(key);
        observers.computeIfAbsent().begin();
        Found<V> found = changes.change(key, change -> computations.findOrCompute(change, function));
        observers
                .computeIfAbsent()
                .end(found.outcome(
                        ComputeIfAbsentOutcome.HIT, ComputeIfAbsentOutcome.PUT, ComputeIfAbsentOutcome.NOOP));
        return found.holder();
    }

    @Override
    public @Nullable ValueHolder<V> computeIfAbsentAndFault(K key, Function<? super K, ? extends V> function)
            throws StoreAccessException {
        checkKey(key);
        observers.computeIfAbsentAndFault().begin();
        Found<V> found = changes.locked(key, change -> computations.findOrCompute(change, function));
        if (found.holder() != null) {
            copies.pinByKey(key, found.holder());
        }
        observers
                .computeIfAbsentAndFault()
                .end(found.outcome(
                        ComputeIfAbsentAndFaultOutcome.HIT,
                        ComputeIfAbsentAndFaultOutcome.PUT,
                        ComputeIfAbsentAndFaultOutcome.NOOP));
        return found.holder();
    }

    /**
     * {@inheritDoc}
     *
     * <p>The copy above is no longer used: its entry may go again, and lives as long as the copy would have. Called under
     * the lock of the tier above, so that nothing is invalidated from here.
     */
    @Override
    public boolean flush(K key, ValueHolder<V> flushed) {
        checkKey(key);
        observers.flush().begin();
        boolean there = store != null && copies.giveBack(key, flushed);
        observers.flush().end(there ? FlushOutcome.HIT : FlushOutcome.MISS);
        return there;
    }

    // ---- many keys, one after the other, as Ehcache's own tiers do it

    @Override
    public Map<K, ValueHolder<V>> bulkCompute(
            Set<? extends K> keys,
            Function<
                            Iterable<? extends Map.Entry<? extends K, ? extends V>>,
                            Iterable<? extends Map.Entry<? extends K, ? extends V>>>
                    function)
            throws StoreAccessException {
        return bulkCompute(keys, function, () -> true);
    }

    @Override
    public Map<K, ValueHolder<V>> bulkCompute(
            Set<? extends K> keys,
            Function<
                            Iterable<? extends Map.Entry<? extends K, ? extends V>>,
                            Iterable<? extends Map.Entry<? extends K, ? extends V>>>
                    function,
            Supplier<Boolean> replaceEqual)
            throws StoreAccessException {
        return Bulk.each(
                keys, key -> computeAndGet(key, Bulk.one(function, this::checkKey), replaceEqual, () -> false));
    }

    @Override
    public Map<K, ValueHolder<V>> bulkComputeIfAbsent(
            Set<? extends K> keys,
            Function<Iterable<? extends K>, Iterable<? extends Map.Entry<? extends K, ? extends V>>> function)
            throws StoreAccessException {
        return Bulk.each(keys, key -> computeIfAbsent(key, Bulk.oneAbsent(function, this::checkKey)));
    }

    @Override
    public Iterable<? extends Map.Entry<? extends K, ? extends ValueHolder<V>>> bulkComputeIfAbsentAndFault(
            Iterable<? extends K> keys,
            Function<Iterable<? extends K>, Iterable<? extends Map.Entry<? extends K, ? extends V>>> function)
            throws StoreAccessException {
        return Bulk.<K, V>each(keys, key -> computeIfAbsentAndFault(key, Bulk.oneAbsent(function, this::checkKey)))
                .entrySet();
    }
}
