package dev.tomthumb.cache.disk.ehcache;

import org.ehcache.core.statistics.AuthoritativeTierOperationOutcomes.ComputeIfAbsentAndFaultOutcome;
import org.ehcache.core.statistics.AuthoritativeTierOperationOutcomes.FlushOutcome;
import org.ehcache.core.statistics.AuthoritativeTierOperationOutcomes.GetAndFaultOutcome;
import org.ehcache.core.statistics.OperationObserver;
import org.ehcache.core.statistics.StoreOperationOutcomes.ComputeIfAbsentOutcome;
import org.ehcache.core.statistics.StoreOperationOutcomes.ComputeOutcome;
import org.ehcache.core.statistics.StoreOperationOutcomes.ConditionalRemoveOutcome;
import org.ehcache.core.statistics.StoreOperationOutcomes.ConditionalReplaceOutcome;
import org.ehcache.core.statistics.StoreOperationOutcomes.EvictionOutcome;
import org.ehcache.core.statistics.StoreOperationOutcomes.ExpirationOutcome;
import org.ehcache.core.statistics.StoreOperationOutcomes.GetOutcome;
import org.ehcache.core.statistics.StoreOperationOutcomes.PutIfAbsentOutcome;
import org.ehcache.core.statistics.StoreOperationOutcomes.PutOutcome;
import org.ehcache.core.statistics.StoreOperationOutcomes.RemoveOutcome;
import org.ehcache.core.statistics.StoreOperationOutcomes.ReplaceOutcome;

/** What a tier tells Ehcache's statistics, under the names by which {@code TierStatistics} looks for it. */
record TierObservers(
        OperationObserver<GetOutcome> get,
        OperationObserver<PutOutcome> put,
        OperationObserver<PutIfAbsentOutcome> putIfAbsent,
        OperationObserver<RemoveOutcome> remove,
        OperationObserver<ConditionalRemoveOutcome> conditionalRemove,
        OperationObserver<ReplaceOutcome> replace,
        OperationObserver<ConditionalReplaceOutcome> conditionalReplace,
        OperationObserver<ComputeOutcome> compute,
        OperationObserver<ComputeIfAbsentOutcome> computeIfAbsent,
        OperationObserver<GetAndFaultOutcome> getAndFault,
        OperationObserver<ComputeIfAbsentAndFaultOutcome> computeIfAbsentAndFault,
        OperationObserver<FlushOutcome> flush,
        OperationObserver<EvictionOutcome> eviction,
        OperationObserver<ExpirationOutcome> expiration) {

    /** Evictions and expirations are counted even where statistics are off: the cache's own are made of them. */
    static TierObservers of(Source source) {
        return new TierObservers(
                source.observer("get", GetOutcome.class, true),
                source.observer("put", PutOutcome.class, true),
                source.observer("putIfAbsent", PutIfAbsentOutcome.class, true),
                source.observer("remove", RemoveOutcome.class, true),
                source.observer("conditionalRemove", ConditionalRemoveOutcome.class, true),
                source.observer("replace", ReplaceOutcome.class, true),
                source.observer("conditionalReplace", ConditionalReplaceOutcome.class, true),
                source.observer("compute", ComputeOutcome.class, true),
                source.observer("computeIfAbsent", ComputeIfAbsentOutcome.class, true),
                source.observer("getAndFault", GetAndFaultOutcome.class, true),
                source.observer("computeIfAbsentAndFault", ComputeIfAbsentAndFaultOutcome.class, true),
                source.observer("flush", FlushOutcome.class, true),
                source.observer("eviction", EvictionOutcome.class, false),
                source.observer("expiration", ExpirationOutcome.class, false));
    }

    /** Makes observers. */
    interface Source {
        /** One for the outcomes of an operation. */
        <T extends Enum<T>> OperationObserver<T> observer(String name, Class<T> outcomes, boolean canBeDisabled);
    }
}
