package dev.tomthumb.dialect.query;

import dev.tomthumb.config.Mount;
import dev.tomthumb.config.UrlPaths;
import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.Expiry;
import dev.tomthumb.dialect.OptionTable;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.PathRule;
import dev.tomthumb.dialect.RequestBuilder;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code /photos/cat.jpg?w=320&h=200&fit=cover}: a path with an image's suffix that a mount or the host application
 * owns, or a mounted path that the host application answers ({@code dispatch}).
 *
 * <p>Below a mount there are originals and nothing else: names without a suffix are some too, and any name of which a
 * picture is asked for. Without such a parameter a name of another suffix ({@code .jsp}) is left alone, and below the
 * mount {@code /}, which shares its paths with everything there is, one without a suffix as well.
 *
 * <ul>
 *   <li>A mount, and no parameter that asks for a picture: the original's own bytes. A dispatched path: untouched.
 *   <li>No mount, and no such parameter, or host files are off: untouched. So are WEB-INF and META-INF.
 *   <li>Parameters of others are ignored and enter no key; a dispatched path is asked with them, as they were sent.
 *   <li>With a key configured, {@code s} is the signature: a wrong one is refused, without one the URL is unsigned.
 *       Without a key {@code s} is a parameter of others.
 *   <li>Unsigned URLs are {@linkplain Snapping snapped}, and parameters that would leave too many pictures to ask for
 *       are refused in them; signed ones are exact; with the ladder off all are. A preset that nothing is added to is
 *       what the operator wrote, and exact.
 * </ul>
 *
 * <p>Path safety is {@link PathRule}'s, for every path that is not left untouched.
 */
public final class QueryDialect implements Dialect {
    /** The mount of all paths. */
    private static final String ROOT = "/";
    /** The scheme of the host application's own files. */
    public static final String WEBAPP = "webapp";

    private final QueryConfig config;
    private final Optional<QuerySignature> signature;
    private final InstantSource clock;
    private final OptionTable table = OptionTable.standard();

    /** @param clock tells whether a URL has expired */
    public QueryDialect(QueryConfig config, InstantSource clock) {
        this.config = config;
        this.signature = config.signature();
        this.clock = clock;
    }

    @Override
    public String name() {
        return Delivery.QUERY;
    }

    @Override
    public boolean claims(RequestUrl url) {
        Optional<Mount> mount = config.mount(url.path());
        if (mount.isEmpty() || mount.get().base().scheme().equals(WEBAPP)) {
            return FileName.of(url.path()) == FileName.PICTURE && (mount.isPresent() || config.hostFiles());
        }
        return MountedSource.isDispatch(mount.get())
                || mount.get().exact()
                || !UrlPaths.isOfOperators(url.path()) && isOriginal(url, mount.get());
    }

    /** Whether what is asked for below a mount is one of its originals, or made of one. */
    private boolean isOriginal(RequestUrl url, Mount mount) {
        return switch (FileName.of(url.path())) {
            case PICTURE -> true;
            case PLAIN -> !mount.prefix().equals(ROOT) || asksForPicture(url);
            case OTHER -> !url.path().endsWith("/") && asksForPicture(url);
        };
    }

    private boolean asksForPicture(RequestUrl url) {
        return query(url).asksForPicture();
    }

    private QueryText query(RequestUrl url) {
        return new QueryText(url.rawQuery(), table, signature.isPresent());
    }

    /** Whether a container keeps this path to itself (Servlet 6.0, 10.5). */
    private static boolean isPrivate(String path) {
        String upper = path.toUpperCase(Locale.ROOT) + "/";
        return upper.startsWith("/WEB-INF/") || upper.startsWith("/META-INF/");
    }

    @Override
    public Optional<ParsedUrl> parse(RequestUrl url) throws ImageException {
        if (!claims(url)) {
            return Optional.empty();
        }
        Optional<Mount> mount = config.mount(url.path());
        boolean verbatim = mount.isPresent() && !MountedSource.isDispatch(mount.get());
        QueryText query = query(url);
        boolean untouched = !query.asksForPicture() && !verbatim || isPrivate(url.path());
        return untouched ? Optional.empty() : Optional.of(understood(url, query, mount));
    }

    private ParsedUrl understood(RequestUrl url, QueryText query, Optional<Mount> mount) throws ImageException {
        refuseLong(url);
        String path = PathRule.agreed(url);
        refuseVersion(path, mount);
        query.refuseDuplicates();
        boolean signed = isSigned(url, query);
        boolean exact = signed || config.ladder().isOff();
        if (!exact) {
            query.refuseUnbounded();
        }
        RequestBuilder builder = new RequestBuilder(config.options(), config.sources());
        query.apply(builder);
        Expiry.refusePast(builder.expires(), clock);
        SourceRef source = mount.map(m -> MountedSource.of(m, path, query.withoutOurs()))
                .orElseGet(() -> new SourceRef(WEBAPP, path));
        ImageRequest image = query.asksForPicture()
                ? picture(builder.image(source), exact || query.isPresetAlone())
                : new ImageRequest(source, Transform.NONE, OutputSpec.VERBATIM, builder.version());
        Delivery delivery = builder.delivery(name());
        return new ParsedUrl(image, signed ? delivery : delivery.asUnsigned());
    }

    private void refuseLong(RequestUrl url) throws ImageException {
        int length = url.rawPath().length() + url.rawQuery().length();
        if (length > config.maxUrlLength()) {
            throw new ImageException(
                    Problem.INVALID_URL,
                    "The URL has " + length + " characters; at most " + config.maxUrlLength() + " are accepted.");
        }
    }

    /** Behind a question mark an S3 source reads a version of the object; who mounts a folder publishes its current files. */
    private static void refuseVersion(String path, Optional<Mount> mount) throws ImageException {
        boolean s3 = mount.map(m -> m.base().scheme().equals("s3")).orElse(false);
        if (s3 && path.indexOf('?') >= 0) {
            throw new ImageException(
                    Problem.INVALID_URL,
                    "The path holds an encoded question mark, which no original in S3 is named with here.");
        }
    }

    private boolean isSigned(RequestUrl url, QueryText query) throws ImageException {
        Optional<String> given = query.signature();
        if (given.isEmpty() || signature.isEmpty()) {
            return false;
        }
        if (!signature.get().matches(given.get(), url.rawPath(), query.withoutSignature())) {
            throw new ImageException(Problem.BAD_SIGNATURE, "The signature does not belong to this path and query.");
        }
        return true;
    }

    private ImageRequest picture(ImageRequest asked, boolean exact) {
        ImageRequest image = QueryWords.withoutOneSidedScale(asked);
        return exact ? image : new Snapping(config.ladder()).snapped(image);
    }
}
