package dev.tomthumb.web;

import dev.tomthumb.MaybeMade;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.source.ByteLimit;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.Room;
import dev.tomthumb.source.Source;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Files of the host web application, {@code webapp:/photos/cat.jpg}. What the container does not serve to visitors
 * ({@code /WEB-INF}, {@code /META-INF}) is not served here either.
 *
 * <p>Only the query dialect makes such references, and only for the path the visitor asked for: filters and security
 * constraints that guard the file have let this request pass.
 */
public final class WebappSource implements Source, MaybeMade {
    /** The scheme this source serves. */
    public static final String SCHEME = "webapp";

    /** Pages ask about what is missing whenever they are made, and listing a directory of a hundred thousand files takes. */
    private static final Duration LISTED_ANEW = Duration.ofSeconds(10);

    private static final int MOST_DIRECTORIES = 1024;

    private final ServletContext context;
    private final InstantSource clock;
    private final Map<String, Listed> listed = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Listed> eldest) {
            return size() > MOST_DIRECTORIES;
        }
    };

    /** What was seen of a directory. */
    private record Listed(boolean hasFiles, Instant until) {}

    public WebappSource(ServletContext context) {
        this(context, InstantSource.system());
    }

    /** @param clock the time, after which a directory is looked at again */
    WebappSource(ServletContext context, InstantSource clock) {
        this.context = context;
        this.clock = clock;
    }

    /** Whether the application has a file at {@code path} that this source would serve. */
    boolean owns(String path) {
        return !forbidden(path) && resource(path).isPresent();
    }

    /**
     * Nobody but the application knows which paths its servlets and filters answer for. One that lies in no directory of
     * files, or that a servlet has claimed, may be among them.
     */
    @Override
    public boolean mayBeMade(SourceRef original) {
        String path = original.location();
        return !forbidden(path) && (isClaimed(path) || !isInDirectory(path) && !isInContextTwice(path));
    }

    /** A page that writes {@code /shop/photos/cat.jpg} for {@code /photos/cat.jpg} in the context {@code /shop}. */
    private boolean isInContextTwice(String path) {
        String base = context.getContextPath();
        return !base.isEmpty() && path.startsWith(base + "/") && isInDirectory(path.substring(base.length()));
    }

    private boolean isInDirectory(String path) {
        String directory = path.substring(0, path.lastIndexOf('/') + 1);
        Instant now = clock.instant();
        synchronized (listed) {
            Listed before = listed.get(directory);
            if (before != null && now.isBefore(before.until())) {
                return before.hasFiles();
            }
        }
        Set<String> neighbours = context.getResourcePaths(directory);
        boolean hasFiles = neighbours != null && !neighbours.isEmpty();
        synchronized (listed) {
            listed.put(directory, new Listed(hasFiles, now.plus(LISTED_ANEW)));
        }
        return hasFiles;
    }

    /** Whether a mapping of a servlet names the path, as {@code /uploads/*} or {@code *.jpg}; the default one does not. */
    private boolean isClaimed(String path) {
        try {
            return context.getServletRegistrations().values().stream()
                    .flatMap(servlet -> servlet.getMappings().stream())
                    .anyMatch(mapping -> names(mapping, path));
        } catch (UnsupportedOperationException notTold) {
            return false;
        }
    }

    private static boolean names(String mapping, String path) {
        if (mapping.startsWith("*.")) {
            return path.endsWith(mapping.substring(1));
        }
        return mapping.endsWith("/*")
                ? path.startsWith(mapping.substring(0, mapping.length() - 1))
                : !mapping.equals("/") && mapping.equals(path);
    }

    @Override
    public Fetched fetch(SourceRef ref, Validators known, Room room) throws ImageException {
        String path = ref.location();
        if (forbidden(path)) {
            throw new ImageException(
                    Problem.SOURCE_FORBIDDEN, "Files below WEB-INF and META-INF are not served, nor pictures of them.");
        }
        URL resource = resource(path)
                .orElseThrow(
                        () -> new ImageException(Problem.ORIGINAL_MISSING, "There is no original at " + path + "."));
        return read(resource, path, known, room);
    }

    private static Fetched read(URL resource, String path, Validators known, Room room) throws ImageException {
        try {
            URLConnection connection = resource.openConnection();
            connection.setUseCaches(false);
            // Opening the stream first: for a file, asking a connection for its dates opens one that nobody closes.
            try (InputStream body = connection.getInputStream()) {
                Validators now = validators(connection.getContentLengthLong(), connection.getLastModified());
                if (unchanged(known, now)) {
                    return new Fetched.NotModified();
                }
                byte[] bytes = ByteLimit.read(body, declared(connection), room);
                return new Fetched.Original(bytes, now, Visibility.PUBLIC);
            }
        } catch (IOException unreadable) {
            throw new ImageException(Problem.ORIGIN_FAILED, "The original at " + path + " cannot be read.", unreadable);
        }
    }

    /** By the entity tag where one is known, else by the date (RFC 9110, section 13.2.2). */
    private static boolean unchanged(Validators known, Validators now) {
        if (known.entityTag().isPresent()) {
            return known.entityTag().equals(now.entityTag());
        }
        return known.lastModified().isPresent()
                && now.lastModified().isPresent()
                && !now.lastModified().get().isAfter(known.lastModified().get());
    }

    private static OptionalLong declared(URLConnection connection) {
        long length = connection.getContentLengthLong();
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    private static Validators validators(long length, long modifiedMillis) {
        if (modifiedMillis <= 0) {
            return Validators.NONE;
        }
        String entityTag = "\"" + Long.toHexString(modifiedMillis) + "-" + Long.toHexString(length) + "\"";
        Instant modified = Instant.ofEpochMilli(modifiedMillis).truncatedTo(ChronoUnit.SECONDS);
        return new Validators(Optional.of(entityTag), Optional.of(modified));
    }

    private Optional<URL> resource(String path) {
        try {
            boolean file = path.startsWith("/")
                    && !path.endsWith("/")
                    && !hasDotSegment(path)
                    && context.getResourcePaths(path + "/") == null;
            return file ? Optional.ofNullable(context.getResource(path)) : Optional.empty();
        } catch (MalformedURLException | IllegalArgumentException notAPath) {
            return Optional.empty();
        }
    }

    /** The container would resolve them; whoever guards a path has matched the resolved one. */
    private static boolean hasDotSegment(String path) {
        String closed = path.replace('\\', '/') + "/";
        return closed.contains("/../") || closed.contains("/./");
    }

    /** Compared without case: on a case-insensitive file system {@code /web-inf/} is the same directory. */
    private static boolean forbidden(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return isOrIsBelow(lower, "/web-inf") || isOrIsBelow(lower, "/meta-inf");
    }

    private static boolean isOrIsBelow(String path, String directory) {
        return path.equals(directory) || path.startsWith(directory + "/");
    }
}
