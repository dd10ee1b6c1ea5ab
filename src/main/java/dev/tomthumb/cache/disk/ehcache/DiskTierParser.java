package dev.tomthumb.cache.disk.ehcache;

import dev.tomthumb.cache.disk.Sync;
import java.net.URI;
import java.net.URL;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import org.ehcache.config.units.MemoryUnit;
import org.ehcache.xml.CacheServiceConfigurationParser;
import org.ehcache.xml.exceptions.XmlConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Reads {@code <disk-tier>} in a cache of {@code ehcache.xml}; {@code disk-tier.xsd} says what may stand there. */
public final class DiskTierParser implements CacheServiceConfigurationParser<DiskTierProvider, DiskTierConfiguration> {
    /** The namespace of the element. */
    public static final String NAMESPACE = "http://tomthumb.dev/ehcache/disk";

    private static final String ELEMENT = "disk-tier";
    private static final String LABELS = "labels";
    private static final String SYNC = "sync";
    private static final String MINIMUM_FREE = "minimum-free";
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*(B|kB|MB|GB|TB|PB)?");

    @Override
    public Map<URI, Supplier<Source>> getSchema() {
        URL schema = Objects.requireNonNull(DiskTierParser.class.getResource("disk-tier.xsd"));
        return Map.of(URI.create(NAMESPACE), () -> new StreamSource(schema.toExternalForm()));
    }

    @Override
    public Class<DiskTierProvider> getServiceType() {
        return DiskTierProvider.class;
    }

    /** @throws XmlConfigurationException naming the attribute that is wrong, and what is accepted */
    @Override
    public DiskTierConfiguration parse(Element element, @Nullable ClassLoader loader) {
        DiskTierConfiguration configuration = DiskTierConfiguration.defaults();
        if (element.hasAttribute(LABELS)) {
            configuration = configuration.withLabels(extractor(element.getAttribute(LABELS), loader));
        }
        if (element.hasAttribute(SYNC)) {
            configuration = configuration.withSync(sync(element.getAttribute(SYNC)));
        }
        if (element.hasAttribute(MINIMUM_FREE)) {
            configuration = configuration.withMinimumFree(bytes(element.getAttribute(MINIMUM_FREE)));
        }
        return configuration;
    }

    private static LabelExtractor<?, ?> extractor(String name, @Nullable ClassLoader loader) {
        ClassLoader first = loader != null ? loader : Thread.currentThread().getContextClassLoader();
        try {
            Object extractor =
                    Class.forName(name.strip(), true, first).getConstructor().newInstance();
            if (extractor instanceof LabelExtractor<?, ?> fits) {
                return fits;
            }
            throw wrong(LABELS, name, "is no " + LabelExtractor.class.getName(), null);
        } catch (ClassNotFoundException missing) {
            throw wrong(LABELS, name, "is no class that can be found", missing);
        } catch (NoSuchMethodException | IllegalAccessException hidden) {
            throw wrong(LABELS, name, "has no public constructor without parameters", hidden);
        } catch (ReflectiveOperationException failure) {
            throw wrong(LABELS, name, "cannot be made: " + failure.getCause(), failure);
        }
    }

    private static Sync sync(String text) {
        return Arrays.stream(Sync.values())
                .filter(sync -> token(sync).equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> wrong(
                        SYNC,
                        text,
                        "is none of "
                                + Arrays.stream(Sync.values())
                                        .map(DiskTierParser::token)
                                        .collect(Collectors.joining(", ")),
                        null));
    }

    private static String token(Sync sync) {
        return sync.name().toLowerCase(Locale.ROOT);
    }

    private static long bytes(String text) {
        Matcher parts = SIZE.matcher(text.strip());
        if (!parts.matches()) {
            throw wrong(MINIMUM_FREE, text, "is no size such as 500MB; units are B, kB, MB, GB, TB, PB", null);
        }
        long count = Long.parseLong(parts.group(1));
        return unit(parts.group(2)).toBytes(count);
    }

    private static MemoryUnit unit(@Nullable String text) {
        return text == null ? MemoryUnit.B : MemoryUnit.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static XmlConfigurationException wrong(
            String attribute, String text, String reason, @Nullable Throwable cause) {
        return new XmlConfigurationException(
                "<" + ELEMENT + " " + attribute + "=\"" + text + "\">: \"" + text + "\" " + reason + ".", cause);
    }

    @Override
    public Element unparse(Document document, DiskTierConfiguration configuration) {
        Element element = document.createElementNS(NAMESPACE, ELEMENT);
        if (configuration.labels() != DiskTierConfiguration.defaults().labels()) {
            element.setAttribute(LABELS, configuration.labels().getClass().getName());
        }
        element.setAttribute(SYNC, token(configuration.sync()));
        element.setAttribute(MINIMUM_FREE, Long.toString(configuration.minimumFree()));
        return element;
    }
}
