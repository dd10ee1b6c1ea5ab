package dev.tomthumb.codec.imageio;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.IIOServiceProvider;

/**
 * The JDK's own readers and writers, found by class name in ImageIO's registry.
 *
 * <p>The registry's first use scans the context class loader for plug-ins and remembers it. In a web application that
 * would put this application's libraries into a registry that all applications share and that outlives them, so it is
 * touched only while the platform's class loader stands in.
 */
final class JdkProviders {
    private JdkProviders() {}

    /** The provider of {@code category} with that class name; empty if somebody has removed it from the registry. */
    static <T extends IIOServiceProvider> Optional<T> find(Class<T> category, String className) {
        Iterator<T> providers = registry().getServiceProviders(category, false);
        while (providers.hasNext()) {
            T provider = providers.next();
            if (provider.getClass().getName().equals(className)) {
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }

    /** The shared registry, never initialised with this application's class loader. */
    static IIORegistry registry() {
        return underPlatformLoader(IIORegistry::getDefaultInstance);
    }

    /** Runs {@code action} with the platform's class loader as the context's. */
    static <T> T underPlatformLoader(Callable<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return action.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
