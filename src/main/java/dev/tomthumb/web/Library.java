package dev.tomthumb.web;

import java.util.List;

/**
 * A library that the product calls, and what an application's own copy of it can do to both.
 *
 * @param title for people
 * @param probe a class that every release of it has
 * @param since the oldest release that works; empty = any
 * @param necessary whether nothing starts without it
 * @param without what is missing where it is absent, or is too old, as the end of a sentence
 */
record Library(String title, String probe, String since, boolean necessary, String without) {
    private static final String NOTHING = "no renditions are made";

    /** All that differ between releases in what the product needs of them. */
    static final List<Library> ALL = List.of(
            new Library(
                    "SLF4J",
                    "org.slf4j.LoggerFactory",
                    "2.0",
                    true,
                    "the cache does not start, or what it has to say is lost"),
            new Library("Ehcache", "org.ehcache.Cache", "3.11", true, NOTHING),
            new Library("the JCache API", "javax.cache.Cache", "1.1", true, "the cache has no statistics"),
            new Library("the JAXB API", "jakarta.xml.bind.JAXBContext", "4.0", true, NOTHING),
            new Library(
                    "the JAXB runtime", "org.glassfish.jaxb.runtime.v2.runtime.JAXBContextImpl", "4.0", true, NOTHING),
            new Library("TwelveMonkeys ImageIO", "com.twelvemonkeys.imageio.ImageReaderBase", "3.13", true, NOTHING),
            new Library(
                    "the AWS SDK",
                    "software.amazon.awssdk.services.s3.S3Client",
                    "2.56",
                    false,
                    "originals on S3 are refused"),
            new Library("webp-imageio", "com.luciad.imageio.webp.WebP", "0.11", false, "WebP is not written"),
            new Library("Kotlin", "kotlin.jvm.internal.Intrinsics", "", false, "WebP is not written"),
            new Library("JSVG", "com.github.weisj.jsvg.SVGDocument", "2.0", false, "SVG is not drawn"),
            new Library(
                    "JSON-java",
                    "org.json.JSONObject",
                    "20250107",
                    false,
                    "the console with its login, /tomthumb/purge, /tomthumb/events/s3 and /tomthumb/warm do not answer"));

    /** The probe's file in a jar. */
    String file() {
        return probe.replace('.', '/') + ".class";
    }
}
