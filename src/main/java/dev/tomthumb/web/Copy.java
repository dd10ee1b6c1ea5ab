package dev.tomthumb.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A library as it lies somewhere on the class path.
 *
 * @param root the address that its files begin with, such as {@code jar:file:/…/WEB-INF/lib/slf4j-api-1.7.36.jar!/}
 * @param version as its manifest has it, or else its file name; empty if neither does
 */
record Copy(String root, String version) {
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)*");
    private static final Pattern IN_NAME = Pattern.compile("-(\\d+(\\.\\d+)*)[^/]*\\.jar");

    /**
     * @param found the address of {@code file} in it
     * @param file the path within it
     */
    static Copy of(URL found, String file) {
        String address = found.toString();
        String root = address.substring(0, address.length() - file.length());
        return new Copy(root, version(root));
    }

    private static String version(String root) {
        try {
            URLConnection connection =
                    URI.create(root + "META-INF/MANIFEST.MF").toURL().openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                Attributes main = new Manifest(in).getMainAttributes();
                String said = main.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
                Matcher number = VERSION.matcher(said == null ? "" + main.getValue("Bundle-Version") : said);
                if (number.lookingAt()) {
                    return number.group();
                }
            }
        } catch (IOException | IllegalArgumentException none) {
            // Then its name has to say it.
        }
        Matcher named = IN_NAME.matcher(root);
        return named.find() ? named.group(1) : "";
    }

    /** Whether classes with this code source are this copy's. */
    boolean holds(String codeSource) {
        return root.contains(codeSource);
    }

    /** Whether its version is known and below {@code since}, number by number. */
    boolean isOlderThan(String since) {
        if (version.isEmpty() || since.isEmpty()) {
            return false;
        }
        String[] mine = version.split("\\.");
        String[] least = since.split("\\.");
        for (int i = 0; i < least.length; i++) {
            long own = i < mine.length ? number(mine[i]) : 0;
            if (own != number(least[i])) {
                return own < number(least[i]);
            }
        }
        return false;
    }

    /** Eighteen digits at most: a version may be a hash. */
    private static long number(String digits) {
        return Long.parseLong(digits.length() > 18 ? digits.substring(0, 18) : digits);
    }

    /** For people: {@code WEB-INF/lib/slf4j-api-1.7.36.jar (1.7.36)}. */
    @Override
    public String toString() {
        String jar = root.replaceAll("!/$", "").replaceFirst("^jar:", "");
        int own = jar.indexOf("WEB-INF/");
        return (own < 0 ? jar : jar.substring(own)) + (version.isEmpty() ? "" : " (" + version + ")");
    }
}
