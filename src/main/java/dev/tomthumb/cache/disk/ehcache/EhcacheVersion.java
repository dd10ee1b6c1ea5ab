package dev.tomthumb.cache.disk.ehcache;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.jar.Manifest;
import org.ehcache.CacheManager;
import org.jspecify.annotations.Nullable;

/**
 * Whether the Ehcache on the class path has the interfaces this tier was written against. They are Ehcache's own, for
 * its own tiers, and may change with any version.
 */
final class EhcacheVersion {
    static final String SUPPORTED = "3.11.1 and 3.12.0";

    private EhcacheVersion() {}

    /** @throws UnsupportedEhcacheException if Ehcache would call what is not there */
    static void require() {
        try {
            requireNothingAbstract(DiskTierProvider.class);
            requireNothingAbstract(DiskTier.class);
        } catch (LinkageError changed) {
            throw unsupported("", changed);
        }
    }

    private static void requireNothingAbstract(Class<?> type) {
        for (Method method : type.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers())) {
                throw unsupported(" It asks for " + method + ".", null);
            }
        }
    }

    /** The sentence an operator reads when the tier cannot be used. */
    static UnsupportedEhcacheException unsupported(String detail, @Nullable Throwable cause) {
        return new UnsupportedEhcacheException(
                "The crash-safe disk tier does not fit Ehcache " + found() + "; it is made for Ehcache " + SUPPORTED
                        + "." + detail
                        + " Use one of these, or run without the tier: its files stay as they are.",
                cause);
    }

    /** The version of the Ehcache that is used, from its jar. */
    static String found() {
        URL type = CacheManager.class.getResource("CacheManager.class");
        try {
            if (type == null) {
                return "of unknown version";
            }
            URLConnection connection = type.openConnection();
            return connection instanceof JarURLConnection jar ? version(jar) : "of unknown version";
        } catch (IOException unreadable) {
            return "of unknown version";
        }
    }

    private static String version(JarURLConnection jar) throws IOException {
        URL manifest = new URL("jar:" + jar.getJarFileURL() + "!/META-INF/MANIFEST.MF");
        try (InputStream in = manifest.openStream()) {
            String version = new Manifest(in).getMainAttributes().getValue("Bundle-Version");
            return version == null ? "of unknown version" : version;
        }
    }
}
