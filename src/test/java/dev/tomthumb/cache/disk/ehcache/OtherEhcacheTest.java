package dev.tomthumb.cache.disk.ehcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tier's tests once more, on the other version of Ehcache that it is made for, in a class loader of their own. */
class OtherEhcacheTest {
    private static final List<Class<?>> TESTS = List.of(
            DiskTierTest.class,
            DiskTierLifeTest.class,
            DiskTierPurgeTest.class,
            DiskTierParserTest.class,
            DiskTierHostTest.class);

    @Test
    void theTierPassesItsTestsThereToo() throws Exception {
        Path other = Path.of(System.getProperty("tomthumb.other-ehcache", "none"));
        assumeThat(other).as("is copied by Maven").exists();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(classPath(other), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            assertThat(call(loader, "version")).isEqualTo("3.11.1");
            assertThat(call(loader, "run")).isEqualTo("");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** This class path with the other Ehcache in place of ours. */
    private static URL[] classPath(Path other) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        urls.add(other.toUri().toURL());
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String element : all.split(File.pathSeparator)) {
            Path path = Path.of(element);
            if (!path.getFileName().toString().startsWith("ehcache-") && Files.exists(path)) {
                urls.add(path.toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static Object call(ClassLoader loader, String method) throws Exception {
        String[] names = TESTS.stream().map(Class::getName).toArray(String[]::new);
        return Class.forName(TestsInside.class.getName(), true, loader)
                .getMethod(method, String[].class)
                .invoke(null, (Object) names);
    }
}
