package dev.tomthumb.codec.imageio;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.security.PrivilegedAction;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.IIOServiceProvider;
import javax.security.auth.Subject;

/**
 * The JDK's own readers and writers, found by class name in ImageIO's registry.
 *
 * <p>The registry's first use scans the context class loader for plug-ins and remembers it. In a web application that
 * would put this application's libraries into a registry that all applications share and that outlives them, so it is
 * touched only while the platform's class loader stands in.
 */
final class JdkProviders {
    private static final System.Logger LOG = System.getLogger(JdkProviders.class.getName());

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
        return underPlatformLoader(() -> {
            initialise();
            return IIORegistry.getDefaultInstance();
        });
    }

    /**
     * Makes the registry without a class of ours on the stack. Up to JDK 23 it remembers for each of the JDK's providers
     * on whose behalf it was registered, that is the protection domains of everybody on the stack, and so it would hold
     * the first web application that uses it in memory for good. {@code doAsPrivileged} cuts the stack off; what it runs
     * must be a class of the JDK itself, hence the proxy. It is looked up by name because JDKs to come will not have it,
     * nor the need.
     */
    private static void initialise() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            PrivilegedAction<?> make = MethodHandleProxies.asInterfaceInstance(
                    PrivilegedAction.class,
                    lookup.findStatic(
                            IIORegistry.class, "getDefaultInstance", MethodType.methodType(IIORegistry.class)));
            Class<?> context = Class.forName("java.security.AccessControlContext");
            Method cutOff = Subject.class.getMethod("doAsPrivileged", Subject.class, PrivilegedAction.class, context);
            cutOff.invoke(null, null, make, null);
        } catch (ReflectiveOperationException | RuntimeException gone) {
            LOG.log(System.Logger.Level.DEBUG, "ImageIO's registry is made on this application's behalf", gone);
        }
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
