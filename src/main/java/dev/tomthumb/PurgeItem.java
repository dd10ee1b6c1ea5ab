package dev.tomthumb;

import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;

/** One thing to be forgotten, as somebody wrote it. */
public sealed interface PurgeItem {
    /** As it was written; {@code *} for everything. */
    String text();

    /** The word for its kind in answers. */
    String kind();

    /**
     * One rendition, in all formats it may have been negotiated to.
     *
     * @param text its URL as a visitor has it, in any dialect: {@code /photos/cat.jpg?w=320}, {@code
     *     https://example.com/img/…}
     */
    record Url(String text) implements PurgeItem {
        @Override
        public String kind() {
            return "url";
        }
    }

    /**
     * All sizes and formats of an original.
     *
     * @param text its reference ({@code s3://photos/cat.jpg}), or the path it has on this site ({@code /photos/cat.jpg})
     */
    record Original(String text) implements PurgeItem {
        @Override
        public String kind() {
            return "original";
        }
    }

    /**
     * Those of all originals whose reference or path on this site begins so.
     *
     * @param text with or without a star at its end
     */
    record Prefix(String text) implements PurgeItem {
        @Override
        public String kind() {
            return "prefix";
        }
    }

    /**
     * Those that carry a tag, of their URL or of their original.
     *
     * @param text in any case
     */
    record Tag(String text) implements PurgeItem {
        @Override
        public String kind() {
            return "tag";
        }
    }

    /** All of them. */
    record All() implements PurgeItem {
        @Override
        public String text() {
            return "*";
        }

        @Override
        public String kind() {
            return "all";
        }
    }

    /**
     * An item of a CloudFront invalidation: {@code /photos/*}, {@code #tag}, {@code /photos/cat.jpg?w=320}. A path
     * without a query is an original, of which CloudFront would know one size only.
     *
     * @throws ImageException {@code INVALID_URL} if it begins with neither a slash nor {@code #}
     */
    static PurgeItem ofCloudFront(String text) throws ImageException {
        if (text.startsWith("#")) {
            return new Tag(text.substring(1));
        }
        if (!text.startsWith("/")) {
            throw new ImageException(
                    Problem.INVALID_URL,
                    UrlText.quoted(text) + " is no item of an invalidation: a path begins with /, a tag with #.");
        }
        if (text.endsWith("?*")) {
            return new Original(text.substring(0, text.length() - 2));
        }
        if (text.endsWith("*")) {
            return new Prefix(text);
        }
        return text.indexOf('?') >= 0 ? new Url(text) : new Path(text);
    }

    /**
     * A path without a query: an original where the site has one there, else a rendition.
     *
     * @param text begins with a slash
     */
    record Path(String text) implements PurgeItem {
        @Override
        public String kind() {
            return "path";
        }
    }
}
