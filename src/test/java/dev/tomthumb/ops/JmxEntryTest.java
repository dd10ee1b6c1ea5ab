package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JmxEntryTest {
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();

    @ParameterizedTest
    @CsvSource({
        "ROOT, ROOT",
        "shop#admin, shop#admin",
        "한국, 한국",
        "'a,b', '\"a,b\"'",
        "a*, '\"a\\*\"'",
    })
    void theContextStandsBareWhereItCan(String context, String written) throws JMException {
        assertThat(JmxEntry.name(context).toString()).isEqualTo("dev.tomthumb:type=Tomthumb,context=" + written);
        assertThat(JmxEntry.name(context).isPattern()).isFalse();
    }

    @Test
    void theEntryLastsAsLongAsItsProduct() throws JMException {
        ObjectName name = JmxEntry.name("shop");

        JmxEntry entry = JmxEntry.register(server, "shop", bean(getClass().getClassLoader(), 1));
        assertThat(server.getAttribute(name, "Hits")).isEqualTo(1L);
        entry.close();

        assertThat(server.isRegistered(name)).isFalse();
        entry.close();
    }

    @Test
    void theNextVersionTakesTheEntryAndTheLastOneLeavesItAlone() throws Exception {
        ObjectName name = JmxEntry.name("shop");
        try (URLClassLoader oldVersion = loader();
                URLClassLoader newVersion = loader()) {
            JmxEntry old = JmxEntry.register(server, "shop", bean(oldVersion, 1));
            JmxEntry next = JmxEntry.register(server, "shop", bean(newVersion, 2));
            assertThat(server.getAttribute(name, "Hits")).isEqualTo(2L);

            old.close();
            assertThat(server.getAttribute(name, "Hits")).isEqualTo(2L);

            next.close();
            assertThat(server.isRegistered(name)).isFalse();
        }
    }

    private static URLClassLoader loader() {
        return new URLClassLoader(new URL[0], JmxEntryTest.class.getClassLoader());
    }

    /** A bean whose class belongs to {@code version}, as each version of a web application has its own. */
    private static TomthumbMXBean bean(ClassLoader version, long hits) {
        return (TomthumbMXBean) Proxy.newProxyInstance(
                version,
                new Class<?>[] {TomthumbMXBean.class},
                (proxy, method, arguments) -> answer(proxy, method, hits));
    }

    private static Object answer(Object proxy, java.lang.reflect.Method method, long hits) {
        return switch (method.getName()) {
            case "getHits" -> hits;
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "bean " + hits;
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }
}
