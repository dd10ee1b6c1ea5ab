package dev.tomthumb.cache.ehcache;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.ehcache.spi.resilience.ResilienceStrategy;
import org.ehcache.spi.resilience.StoreAccessException;

/**
 * Makes Ehcache throw when a store fails. Its own strategy answers with a miss and writes a stack trace for every
 * failure: nobody could count them, and a broken disk would fill the log.
 */
public final class OpenFailures implements InvocationHandler {
    private OpenFailures() {}

    /** The strategy; a proxy, as all of its thirteen methods do this one thing. */
    @SuppressWarnings("unchecked") // a strategy that returns nothing fits every key and value
    public static <K, V> ResilienceStrategy<K, V> strategy() {
        return (ResilienceStrategy<K, V>) Proxy.newProxyInstance(
                ResilienceStrategy.class.getClassLoader(),
                new Class<?>[] {ResilienceStrategy.class},
                new OpenFailures());
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(this, arguments);
        }
        for (Object argument : arguments) {
            if (argument instanceof StoreAccessException failure) {
                throw new IllegalStateException("Ehcache: " + method.getName(), failure);
            }
        }
        throw new IllegalStateException("Ehcache: " + method.getName());
    }
}
