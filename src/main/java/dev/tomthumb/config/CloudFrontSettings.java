package dev.tomthumb.config;

import static dev.tomthumb.config.Readers.optional;
import static dev.tomthumb.config.UnreadableException.about;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/** The part of the {@link SettingTable} that is about CloudFront's signed URLs and cookies. */
public final class CloudFrontSettings {
    private CloudFrontSettings() {}

    public static final Setting<List<SignedPath>> SIGNERS = Setting.of("cloudfront.signers", SignedPathReader.list())
            .says(
                    "Paths that only a signed URL or signed cookies of CloudFront open, and the public keys that may sign "
                            + "for them, each by its id and its PEM file. The first path that matches counts. A site that "
                            + "guards paths does not start with a mistake in its settings. docs/signed-urls.md tells more.");

    public static final Setting<Optional<String>> URL_BASE = Setting.of("cloudfront.url-base", optional(urlBase()))
            .says("The address of this web application in the URLs that are signed, e.g. `https://images.example.com`. "
                    + "Not set: scheme and host as Tomcat understands the request, and the context path.");

    /** The page's part about it. */
    static final SettingTable.Group SIGNED =
            new SettingTable.Group("CloudFront's signed URLs and cookies", List.of(SIGNERS, URL_BASE));

    private static SettingReader<String> urlBase() {
        return SettingReader.of("a URL such as `https://images.example.com` or `https://example.com/shop`", text -> {
            URI uri;
            try {
                uri = new URI(text);
            } catch (URISyntaxException e) {
                throw about(text, "is not a URL");
            }
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!web || uri.getHost() == null || uri.getRawUserInfo() != null) {
                throw about(text, "is not http:// or https:// with a host and without a user name");
            }
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw about(text, "has a query or fragment, so that no path can be appended to it");
            }
            return text.replaceFirst("/+$", "");
        });
    }
}
