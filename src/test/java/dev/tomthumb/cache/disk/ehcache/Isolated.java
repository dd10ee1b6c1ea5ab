package dev.tomthumb.cache.disk.ehcache;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Tests in a class loader of their own, with other things on its class path than this one has. */
final class Isolated {
    private Isolated() {}

    /**
     * Runs tests.
     *
     * @param more jars and directories, before all others
     * @param without which file names of this class path are left out
     * @return what failed, in words; nothing if nothing did
     */
    static String run(List<Path> more, Predicate<String> without, List<Class<?>> tests) throws Exception {
        List<Path> paths = new ArrayList<>(more);
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String element : all.split(File.pathSeparator)) {
            Path path = Path.of(element);
            if (Files.exists(path) && !without.test(path.getFileName().toString())) {
                paths.add(path);
            }
        }
        URL[] urls = new URL[paths.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = paths.get(i).toUri().toURL();
        }
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            String[] names = tests.stream().map(Class::getName).toArray(String[]::new);
            return (String) Class.forName(TestsInside.class.getName(), true, loader)
                    .getMethod("run", String[].class)
                    .invoke(null, (Object) names);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
