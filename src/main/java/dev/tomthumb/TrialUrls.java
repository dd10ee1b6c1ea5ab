package dev.tomthumb;

import dev.tomthumb.config.Mount;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.dialect.imgproxy.ImgproxyUrls;
import dev.tomthumb.dialect.query.QueryConfig;
import dev.tomthumb.dialect.query.QueryUrls;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One picture's URL in each language, for an operator who tries out what parameters do. */
public final class TrialUrls {
    /** Where an original without a path of its own stands while its parameters are read; paths of pictures end so. */
    static final String PATH = "/trial.png";

    private final Settings settings;
    private final Dialects dialects;
    private final VisitorUrls visitors;
    private final WantedUrls wanted;
    private final QueryConfig query;
    private final QueryUrls signing;
    private final QueryUrls unsigned;
    private final Optional<ImgproxyUrls> imgproxy;

    TrialUrls(Settings settings, Dialects dialects, VisitorUrls visitors, WantedUrls wanted) {
        this.settings = settings;
        this.dialects = dialects;
        this.visitors = visitors;
        this.wanted = wanted;
        this.query = dialects.queryConfig();
        this.signing = new QueryUrls(query);
        this.unsigned = new QueryUrls(QueryConfig.of(List.of(), false));
        this.imgproxy = dialects.imgproxyUrls();
    }

    /**
     * The URLs of a picture, context path included.
     *
     * @param path of the original on this site, not encoded; empty if it has none
     * @param query its URL in the query language
     * @param imgproxy its URL in imgproxy's
     * @param notes why one of them is missing, or means something else than one would think
     */
    public record Urls(Optional<String> path, Optional<String> query, Optional<String> imgproxy, List<String> notes) {}

    /**
     * URLs that ask for an original with parameters of the query language.
     *
     * @param original its path on this site relative to the context, not encoded, or its reference
     * @param parameters names and values as {@code docs/options.md} lists them
     * @param sign whether URLs are signed where a key is set
     * @throws ImageException there can be no such original, or a parameter is not accepted; says which
     */
    public Urls of(String original, Map<String, String> parameters, boolean sign) throws ImageException {
        if (original.startsWith("/")) {
            return ofPath(original, parameters, sign);
        }
        SourceRef source = dialects.sourceReader().read(original);
        Optional<String> path = path(source);
        return path.isPresent() ? ofPath(path.get(), parameters, sign) : ofSource(source, parameters, sign);
    }

    private Urls ofPath(String path, Map<String, String> parameters, boolean sign) throws ImageException {
        List<String> notes = new ArrayList<>();
        String url = visitors.contextPath() + (sign ? signing : unsigned).url(path, parameters);
        ParsedUrl parsed = wanted.parsed(visitors.read(url))
                .orElseThrow(() -> new ImageException(
                        Problem.INVALID_URL,
                        UrlText.quoted(path)
                                + " is no picture that is made here; it takes a path below a mount, or one of a picture of"
                                + " this application, and at least one parameter."));
        if (query.key().isPresent() && !sign) {
            notes.add("This URL is not signed; log in to have it signed.");
        } else if (query.key().isEmpty() && !query.ladder().isOff()) {
            notes.add("Without " + SettingTable.QUERY_KEY.name() + " sizes go up to the next step of "
                    + SettingTable.QUERY_LADDER.name() + ".");
        }
        return new Urls(Optional.of(path), Optional.of(url), inImgproxy(parsed, sign, notes), List.copyOf(notes));
    }

    private Urls ofSource(SourceRef source, Map<String, String> parameters, boolean sign) throws ImageException {
        List<String> notes = new ArrayList<>();
        notes.add("This original has no path here: no mount reaches it.");
        String url = unsigned.url(PATH, parameters);
        String text = url.substring(Math.min(url.length(), PATH.length() + 1));
        Dialect dialect = dialects.queryOf(source);
        ParsedUrl parsed = dialect.parse(new RequestUrl(PATH, PATH, text))
                .orElseThrow(() -> new ImageException(
                        Problem.INVALID_URL, "There is nothing to do; it takes at least one parameter."));
        Optional<String> written = inImgproxy(parsed, sign, notes);
        return new Urls(Optional.empty(), Optional.empty(), written, List.copyOf(notes));
    }

    private Optional<String> inImgproxy(ParsedUrl parsed, boolean sign, List<String> notes) {
        if (imgproxy.isEmpty()) {
            notes.add("imgproxy's language is not spoken here: " + SettingTable.IMG_PREFIX.name() + " is off.");
            return Optional.empty();
        }
        if (!settings.get(SettingTable.IMG_KEY).isEmpty() && !sign) {
            notes.add("imgproxy's URLs are signed here; log in to have one.");
            return Optional.empty();
        }
        try {
            String url = visitors.contextPath() + imgproxy.get().url(parsed, ImgproxyUrls.SourceForm.PLAIN);
            wanted.parsed(visitors.read(url));
            return Optional.of(url);
        } catch (ImageException refusal) {
            notes.add("There is no URL in imgproxy's language: " + refusal.getMessage());
        } catch (IllegalArgumentException noWords) {
            notes.add("There is no URL in imgproxy's language: " + noWords.getMessage() + ".");
        }
        return Optional.empty();
    }

    /** Where a mount shows it. */
    private Optional<String> path(SourceRef source) {
        return query.mounts().stream()
                .filter(mount -> mount.base().scheme().equals(source.scheme()))
                .flatMap(mount -> path(mount, source.location()).stream())
                .findFirst();
    }

    private static Optional<String> path(Mount mount, String location) {
        String base = mount.base().location();
        if (mount.exact()) {
            return location.equals(base) ? Optional.of(mount.prefix()) : Optional.empty();
        }
        return location.startsWith(base) && location.length() > base.length()
                ? Optional.of(mount.prefix() + location.substring(base.length()))
                : Optional.empty();
    }
}
