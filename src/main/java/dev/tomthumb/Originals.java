package dev.tomthumb;

import dev.tomthumb.config.AnswerSettings;
import dev.tomthumb.config.Mount;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.StoreSettings;
import dev.tomthumb.config.WatermarkSettings;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ReleaseFiles;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.source.MemorySource;
import dev.tomthumb.source.RefusingSource;
import dev.tomthumb.source.Source;
import dev.tomthumb.source.Sources;
import dev.tomthumb.source.directory.DirectorySource;
import dev.tomthumb.source.http.AddressRules;
import dev.tomthumb.source.http.HttpSource;
import dev.tomthumb.source.http.HttpSourceConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where originals come from, by the settings.
 *
 * <p>Two questions are kept apart. What a <em>mount</em> reaches, the operator has placed under a path that the site's
 * own filters guard. What a <em>URL may name</em> as its source in imgproxy's language is a list of its own: else a
 * login on {@code /members/*} would be walked around by {@code /img/…/plain/s3://members/…}.
 */
final class Originals implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Originals.class.getName());
    private static final String S3 = "s3";
    private static final String LOCAL = "local";
    private static final Set<String> WEB = Set.of("http", "https");

    private final Settings settings;
    private final Site site;
    private final List<ServerPart> mountedServers;
    private final Sources sources;
    private final Set<String> nameable = new TreeSet<>();
    private final Deque<AutoCloseable> closeables = new ArrayDeque<>();

    Originals(Settings settings, Site site, ImageEvents events) {
        this(settings, site, Map.of(), events);
    }

    /** @param inMemory originals that were read at the start, all of one scheme, by where they lie */
    Originals(Settings settings, Site site, Map<SourceRef, byte[]> inMemory, ImageEvents events) {
        this.settings = settings;
        this.site = site;
        this.mountedServers = Stream.concat(
                        settings.get(SettingTable.MOUNTS).stream().map(Mount::base),
                        settings.get(AnswerSettings.FALLBACK_URL).stream())
                .filter(base -> WEB.contains(base.scheme()))
                .map(ServerPart::of)
                .toList();
        Map<String, Source> byScheme = new HashMap<>(site.sources());
        settings.get(SettingTable.LOCAL_ROOT).ifPresent(root -> {
            byScheme.put(LOCAL, new DirectorySource(root));
            nameable.add(LOCAL);
        });
        webServers(byScheme);
        boolean asked = mounted(S3) || s3Configured();
        if (asked || OwnPicture.addresses(settings).anyMatch(ref -> ref.scheme().equals(S3))) {
            byScheme.put(S3, s3());
        }
        if (asked) {
            nameable.add(S3);
        }
        inMemory.keySet().forEach(ref -> byScheme.put(ref.scheme(), new MemorySource(inMemory)));
        this.sources = new Sources(byScheme, events);
    }

    Sources sources() {
        return sources;
    }

    /** Schemes a URL may name at all. */
    Set<String> nameableSchemes() {
        return Set.copyOf(nameable);
    }

    /** Whether a URL may name this source. */
    boolean mayBeNamed(SourceRef ref) {
        return switch (ref.scheme()) {
            case S3 -> bucketMayBeNamed(ref);
            case LOCAL -> localMayBeNamed();
            case "http", "https" -> webServerMayBeNamed(ref);
            default -> nameable.contains(ref.scheme());
        };
    }

    /**
     * Signed URLs name what their signer meant. Without a key the buckets must be listed; in the WAR of our own, where
     * no login of a host stands in front of a mount, what the mounts reach may be named as well.
     */
    private boolean bucketMayBeNamed(SourceRef ref) {
        if (settings.get(StoreSettings.S3_DENIED_BUCKETS).contains(bucket(ref))) {
            return false;
        }
        if (settings.isSet(SettingTable.S3_BUCKETS)) {
            return settings.get(SettingTable.S3_BUCKETS).allows(bucket(ref));
        }
        if (!settings.get(SettingTable.IMG_KEY).isEmpty()) {
            return true;
        }
        return site.standalone()
                && settings.get(SettingTable.MOUNTS).stream()
                        .map(Mount::base)
                        .anyMatch(base ->
                                base.scheme().equals(S3) && ref.location().startsWith(base.location()));
    }

    /**
     * A host application that mounts parts of the directory may guard them with a login; there only signed URLs name
     * files in it.
     */
    private boolean localMayBeNamed() {
        return site.standalone()
                || settings.imgproxyEnvironment()
                || !settings.get(SettingTable.IMG_KEY).isEmpty()
                || !mounted(LOCAL);
    }

    private static String bucket(SourceRef ref) {
        String path = ref.location().substring(2);
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    private boolean webServerMayBeNamed(SourceRef ref) {
        return uri(ref).filter(address -> settings.get(SettingTable.HTTP_ALLOW).allows(address))
                .isPresent();
    }

    private static Optional<URI> uri(SourceRef ref) {
        try {
            return Optional.of(new URI(ref.toString()));
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    private boolean mounted(String scheme) {
        return settings.get(SettingTable.MOUNTS).stream()
                .anyMatch(mount -> mount.base().scheme().equals(scheme));
    }

    private boolean s3Configured() {
        return !settings.stores().isEmpty()
                || settings.isSet(SettingTable.S3_BUCKETS)
                || settings.isSet(SettingTable.S3_ENDPOINT)
                || settings.isSet(SettingTable.S3_REGION)
                || settings.isSet(SettingTable.S3_ACCESS_KEY);
    }

    /** In a host application without the AWS jars everything but S3 works, and S3 says what is missing. */
    private Source s3() {
        try {
            return S3Originals.open(settings, closeables::push);
        } catch (LinkageError absent) {
            LOG.log(
                    Level.WARNING,
                    "Originals on S3 are refused, though the settings name some: the AWS SDK or a part of it is missing"
                            + " from this application''s WEB-INF/lib ({0}). Put all jars of {1} there.",
                    absent.getMessage(),
                    ReleaseFiles.own().libZip());
            return new RefusingSource(
                    "Originals on S3 need the AWS SDK, whose jars are not in this application's WEB-INF/lib.");
        }
    }

    private void webServers(Map<String, Source> byScheme) {
        boolean named = !settings.get(SettingTable.HTTP_ALLOW).patterns().isEmpty();
        if (named) {
            nameable.addAll(WEB);
        }
        if (named || !mountedServers.isEmpty() || watermark().isPresent()) {
            HttpSource source = new HttpSource(new HttpSourceConfig(
                    new WebServers(settings.get(SettingTable.HTTP_ALLOW)::allows, mountedServers, watermark())
                            ::mayBeAsked,
                    new AddressRules(
                            settings.get(SettingTable.HTTP_ALLOW_LOOPBACK),
                            settings.get(SettingTable.HTTP_ALLOW_LINK_LOCAL),
                            settings.get(SettingTable.HTTP_ALLOW_PRIVATE)),
                    settings.get(SettingTable.HTTP_MAX_REDIRECTS),
                    settings.get(SettingTable.DOWNLOAD_TIMEOUT),
                    settings.get(SettingTable.DOWNLOAD_TIMEOUT),
                    settings.get(SettingTable.DOWNLOAD_TIMEOUT),
                    settings.get(SettingTable.HTTP_USER_AGENT)));
            WEB.forEach(scheme -> byScheme.put(scheme, source));
        }
    }

    /** The address of the server's own watermark, which the operator need not allow once more. */
    private Optional<URI> watermark() {
        return settings.get(WatermarkSettings.WATERMARK_URL)
                .filter(ref -> WEB.contains(ref.scheme()))
                .flatMap(Originals::uri);
    }

    @Override
    public void close() throws Exception {
        while (!closeables.isEmpty()) {
            closeables.pop().close();
        }
    }
}
