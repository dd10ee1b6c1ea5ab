package dev.tomthumb.dialect.query;

import dev.tomthumb.config.Mount;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.SourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which originals paths of the site stand for, whatever is asked of them. */
public final class PathOriginals {
    private final QueryConfig config;

    public PathOriginals(QueryConfig config) {
        this.config = config;
    }

    /**
     * The original at a path.
     *
     * @param path decoded, relative to the context
     * @param query what a dispatched path is asked with; no part of other originals
     * @return empty if no mount reaches there and the host application's own files are none
     */
    public Optional<SourceRef> original(String path, String query) {
        Optional<Mount> mount = config.mount(path);
        if (mount.isPresent()) {
            return Optional.of(MountedSource.of(mount.get(), path, query));
        }
        return config.hostFiles() ? Optional.of(new SourceRef(QueryDialect.WEBAPP, path)) : Optional.empty();
    }

    /**
     * What the references of all originals begin with whose path begins so, or of more: where a mount lies inside
     * another, what the inner one hides is meant as well.
     *
     * @param prefix decoded, relative to the context; begins with a slash
     */
    public List<String> originals(String prefix) {
        List<String> references = new ArrayList<>();
        for (Mount mount : config.mounts()) {
            if (mount.prefix().startsWith(prefix)) {
                references.add(reference(mount, mount.base().location()));
            } else if (!mount.exact() && prefix.startsWith(mount.prefix())) {
                String below = prefix.substring(mount.prefix().length());
                references.add(reference(mount, mount.base().location() + below));
            }
        }
        if (config.hostFiles()) {
            references.add(QueryDialect.WEBAPP + ":" + prefix);
        }
        return List.copyOf(references);
    }

    /** As the references of its originals begin, whose paths are encoded where they are parts of URLs. */
    private static String reference(Mount mount, String location) {
        String scheme = mount.base().scheme();
        return switch (scheme) {
            case Mount.DISPATCH -> scheme + ":" + UrlText.encoded(location, MountedSource.PATH_CHARACTERS);
            case "http", "https" -> scheme + ":" + MountedSource.url(location);
            default -> scheme + ":" + location;
        };
    }
}
