package dev.tomthumb.web;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Implements the few methods of a servlet interface that a test is about; any other one fails the test. */
final class Fake {
    private Fake() {}

    /** @param methods by name; a method's result may be null */
    static <T> T of(Class<T> type, Map<String, Function<Object[], Object>> methods) {
        Object fake = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
            Function<Object[], Object> body = methods.get(method.getName());
            if (body == null) {
                throw new UnsupportedOperationException(method.toString());
            }
            return body.apply(Objects.requireNonNullElse(given, new Object[0]));
        });
        return type.cast(fake);
    }
}
