package dev.tomthumb.dialect.query;

import dev.tomthumb.config.Mount;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.SourceRef;

/** The original that a mounted path names, as {@link SourceRef} writes the locations of each scheme. */
final class MountedSource {
    /** What may stand raw in a URL's path (RFC 3986, section 3.3), slashes included. */
    static final String PATH_CHARACTERS = "/!$&'()*+,=:@";

    private MountedSource() {}

    static boolean isDispatch(Mount mount) {
        return mount.base().scheme().equals(Mount.DISPATCH);
    }

    /**
     * @param path decoded, below the mount
     * @param query what a dispatched path shall be asked with, as it was sent; no part of other sources
     */
    static SourceRef of(Mount mount, String path, String query) {
        SourceRef original = mount.original(path).orElseThrow();
        return switch (original.scheme()) {
            case Mount.DISPATCH -> dispatched(mount, original.location(), query);
            case "http", "https" -> new SourceRef(original.scheme(), url(original.location()));
            default -> original;
        };
    }

    /** Only the base of an exact mount can have a query of its own: a question mark in a path is a file's name. */
    private static SourceRef dispatched(Mount mount, String location, String query) {
        int question = mount.exact() ? location.indexOf('?') : -1;
        String path = question < 0 ? location : location.substring(0, question);
        String own = question < 0 ? "" : location.substring(question + 1);
        String both = own.isEmpty() || query.isEmpty() ? own + query : own + "&" + query;
        return new SourceRef(
                Mount.DISPATCH, UrlText.encoded(path, PATH_CHARACTERS) + (both.isEmpty() ? "" : "?" + both));
    }

    static String url(String location) {
        int path = location.indexOf('/', 2);
        return location.substring(0, path) + UrlText.encoded(location.substring(path), PATH_CHARACTERS);
    }
}
