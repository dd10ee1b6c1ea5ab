package dev.tomthumb.config;

import static dev.tomthumb.config.AmountReaders.duration;
import static dev.tomthumb.config.Readers.optional;
import static dev.tomthumb.config.Readers.text;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The part of the {@link SettingTable} that is about the tag library and the Java API beside it. */
public final class TagSettings {
    private TagSettings() {}

    public static final Setting<Duration> PAGE_BUDGET = Setting.of("tags.page-budget", duration("0", "10s"))
            .otherwise("200ms")
            .says("How long all tags of one page together wait for what originals are like (size, colour). What is not "
                    + "known by then is left out, fetched meanwhile, and there for the next page.");

    public static final Setting<Optional<String>> SERVER = Setting.of(
                    "tags.server",
                    optional(text(
                            "a path such as `/tomthumb`, or a URL such as `https://img.example.com/tomthumb`",
                            "(https?://[A-Za-z0-9.\\-]+(:[0-9]{1,5})?)?(/[A-Za-z0-9._~\\-]+)*/?")))
            .says(
                    "Where visitors reach the application whose Tomthumb makes the pictures, for a site that has only the "
                            + "tags jar. Not set: this application itself.");

    public static final Setting<String> PATH_PREFIX = Setting.of(
                    "tags.path-prefix",
                    text("a path that begins with a slash and does not end with one", "((/[A-Za-z0-9._~\\-]+)*)"))
            .says(
                    "What stands before every path in the URLs that tags write to `tomthumb.tags.server`: the mount there "
                            + "that has this site's pictures (`/shop`).");

    public static final Setting<Optional<URI>> INFO_URL = Setting.of("tags.info-url", optional(Readers.endpoint()))
            .says("Where the tags jar asks what originals are like: the application of `tomthumb.tags.server` as this "
                    + "machine reaches it, `http://127.0.0.1:8080/tomthumb`. With `tomthumb.ops.token`, if that is set. "
                    + "Not set: nobody is asked if the server has a host of its own, else this Tomcat by the port that "
                    + "pages come in by.");

    /** The page's part about it. */
    static final SettingTable.Group TAGS =
            new SettingTable.Group("Tag library", List.of(PAGE_BUDGET, SERVER, PATH_PREFIX, INFO_URL));
}
