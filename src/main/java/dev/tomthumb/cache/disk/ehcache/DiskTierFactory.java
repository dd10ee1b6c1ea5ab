package dev.tomthumb.cache.disk.ehcache;

import org.ehcache.core.spi.service.ServiceFactory;
import org.ehcache.spi.service.ServiceCreationConfiguration;
import org.jspecify.annotations.Nullable;

/** Lets Ehcache find the tier by itself, where the jar of classifier {@code disk} is on its class path. */
public final class DiskTierFactory implements ServiceFactory<DiskTierProvider> {
    /** @throws UnsupportedEhcacheException if this Ehcache has other interfaces than the tier was made for */
    @Override
    public DiskTierProvider create(@Nullable ServiceCreationConfiguration<DiskTierProvider, ?> configuration) {
        return new DiskTierProvider();
    }

    @Override
    public Class<? extends DiskTierProvider> getServiceType() {
        return DiskTierProvider.class;
    }
}
