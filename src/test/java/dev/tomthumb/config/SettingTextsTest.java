package dev.tomthumb.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting with texts it takes, what they mean, and texts it refuses, with the reason. */
class SettingTextsTest {
    private static final Installation MACHINE =
            new Installation(true, 4, 4L << 30, Path.of("/srv/tomcat/tomthumb/ROOT"));

    static Stream<Arguments> accepted() {
        return Stream.of(
                takes("tomthumb.mounts", "/photos/ = s3://bucket/originals/", "[/photos/ = s3://bucket/originals/]"),
                takes("tomthumb.mounts", "/photos/=s3://bucket/originals", "[/photos/ = s3://bucket/originals/]"),
                takes("tomthumb.mounts", "/a/ = s3://bucket", "[/a/ = s3://bucket/]"),
                takes(
                        "tomthumb.mounts",
                        "/a/ = s3://bucket/a b/;\n /b/ = https://example.com/my%20pics/ ;",
                        "[/a/ = s3://bucket/a b/, /b/ = https://example.com/my pics/]"),
                takes("tomthumb.mounts", "/image.jsp = dispatch:/image.jsp", "[/image.jsp = dispatch:/image.jsp]"),
                takes("tomthumb.mounts", "/dyn/ = dispatch:/dyn/", "[/dyn/ = dispatch:/dyn/]"),
                takes("tomthumb.mounts", "/사진/ = S3://bucket/사진/", "[/사진/ = s3://bucket/사진/]"),
                takes("tomthumb.mounts", "off", "[]"),
                takes("tomthumb.host-files", "no", "false"),
                takes("tomthumb.private", "/members/*, /login.gif", "[/members/*, /login.gif]"),
                takes("tomthumb.responses", "/charts/*", "[/charts/* = PT0S, PT0S, PT8760H]"),
                takes(
                        "tomthumb.responses",
                        "/charts/* = 10min; /image.jsp = 1s, 1min, 1h",
                        "[/charts/* = PT0S, PT10M, PT8760H, /image.jsp = PT1S, PT1M, PT1H]"),
                takes("tomthumb.responses.max-object", "1MB", "1048576"),
                takes("tomthumb.responses.max-variants", "4", "4"),
                takes("tomthumb.responses.error-ttl", "0", "PT0S"),
                takes("tomthumb.responses.stale-while-revalidate", "60", "PT1M"),
                takes("tomthumb.responses.stale-if-error", "1h", "PT1H"),
                takes("tomthumb.responses.heuristic", "0.1", "0.1"),
                takes("tomthumb.responses.obey-requests", "yes", "true"),
                takes("tomthumb.local.root", "/srv/pictures/../originals", "Optional[/srv/originals]"),
                takes("tomthumb.s3.endpoint", "http://127.0.0.1:9000", "Optional[http://127.0.0.1:9000]"),
                takes("tomthumb.s3.endpoint", "https://s3.example.com/base", "Optional[https://s3.example.com/base]"),
                takes("tomthumb.s3.region", "eu-central-1", "Optional[eu-central-1]"),
                takes("tomthumb.s3.path-style", "off", "false"),
                takes("tomthumb.s3.anonymous", "TRUE", "true"),
                takes("tomthumb.s3.buckets", "*", "BucketNames[all=true, names=[]]"),
                takes("tomthumb.s3.buckets", "originals", "BucketNames[all=false, names=[originals]]"),
                takes("tomthumb.s3.buckets", "none", "BucketNames[all=false, names=[]]"),
                takes("tomthumb.s3.stores", "off", "[]"),
                takes("tomthumb.s3.denied-buckets", "secrets,logs", "[secrets, logs]"),
                takes("tomthumb.s3.assume-role-arn", "arn:aws:iam::1:role/a", "Optional[arn:aws:iam::1:role/a]"),
                takes("tomthumb.s3.assume-role-external-id", "shop-7", "Optional[shop-7]"),
                takes("tomthumb.s3.sts-endpoint", "https://sts.example", "Optional[https://sts.example]"),
                takes("tomthumb.img.cache-control-passthrough", "t", "true"),
                takes("tomthumb.img.canonical-link", "true", "true"),
                takes("tomthumb.img.return-attachment", "1", "true"),
                takes("tomthumb.img.use-etag", "false", "false"),
                takes("tomthumb.img.etag-buster", "v2", "Optional[v2]"),
                takes("tomthumb.img.use-last-modified", "0", "false"),
                takes(
                        "tomthumb.img.last-modified-buster",
                        "2026-11-25T13:00:00+01:00",
                        "Optional[2026-11-25T12:00:00Z]"),
                takes("tomthumb.img.last-modified-buster", "2026-11-25", "Optional[2026-11-25T00:00:00Z]"),
                takes("tomthumb.img.client-hints", "yes", "true"),
                takes("tomthumb.img.health-path", "/ping", "Optional[/ping]"),
                takes("tomthumb.cache-tag-header", "yes", "true"),
                takes("tomthumb.ops.role", "manager-gui", "Optional[manager-gui]"),
                takes("tomthumb.ops.session", "30min", "PT30M"),
                takes("tomthumb.warm.after-purge", "100", "100"),
                takes("tomthumb.warm.concurrency", "2", "2"),
                takes("tomthumb.warm.max-urls", "1000000", "1000000"),
                takes(
                        "tomthumb.warm.accept",
                        "image/avif,image/webp | image/webp|none",
                        "[image/avif,image/webp, image/webp, ]"),
                takes("tomthumb.warm.log-dir", "/srv/tomcat/logs", "Optional[/srv/tomcat/logs]"),
                takes("tomthumb.auto-avif", "true", "true"),
                takes("tomthumb.enforce-avif", "true", "true"),
                takes("tomthumb.auto-jxl", "true", "true"),
                takes("tomthumb.enforce-jxl", "true", "true"),
                takes("tomthumb.skip-processing-formats", "gif,gif", "[GIF]"),
                takes("tomthumb.skip-processing-formats", "off", "[]"),
                takes("tomthumb.fallback-image.path", "/srv/none.png", "Optional[/srv/none.png]"),
                takes("tomthumb.fallback-image.url", "https://h/a%20b+c.png", "Optional[https://h/a%20b+c.png]"),
                takes("tomthumb.fallback-image.url", "s3://b/a%20b+c.png", "Optional[s3://b/a b+c.png]"),
                takes("tomthumb.fallback-image.data", "aGVs bG8=", "Optional[5 bytes]"),
                takes("tomthumb.fallback-image.http-code", "0", "0"),
                takes("tomthumb.fallback-image.http-code", "404", "404"),
                takes("tomthumb.fallback-image.ttl", "0", "PT0S"),
                takes("tomthumb.fallback-image.for", "original-missing", "[ORIGINAL_MISSING]"),
                takes("tomthumb.fallback-image.query", "true", "true"),
                takes("tomthumb.debug-headers", "true", "true"),
                takes("tomthumb.development-errors", "true", "true"),
                takes("tomthumb.http.max-redirects", "0", "0"),
                takes(
                        "tomthumb.http.user-agent",
                        "Pictures/2 (+https://example.com)",
                        "Pictures/2 (+https://example.com)"),
                takes("tomthumb.http.allow-loopback", "1", "true"),
                takes("tomthumb.http.allow-link-local", "t", "true"),
                takes("tomthumb.http.allow-private", "yes", "true"),
                takes("tomthumb.img.prefix", "img", "Optional[/img/]"),
                takes("tomthumb.img.prefix", "/a/b/", "Optional[/a/b/]"),
                takes("tomthumb.img.prefix", "/", "Optional[/]"),
                takes("tomthumb.img.prefix", "off", "Optional.empty"),
                takes("tomthumb.img.signature-size", "8", "8"),
                takes("tomthumb.img.ttl", "3600", "PT1H"),
                takes("tomthumb.img.ttl", "0", "PT0S"),
                takes("tomthumb.img.arguments-separator", ",", ","),
                takes("tomthumb.img.presets", "a=w:1,b=h:2", "a=w:1,b=h:2"),
                takes("tomthumb.img.presets-separator", "|", "|"),
                takes("tomthumb.img.presets-path", "/etc/presets.txt", "Optional[/etc/presets.txt]"),
                takes("tomthumb.img.only-presets", "t", "true"),
                takes("tomthumb.img.info", "false", "false"),
                takes("tomthumb.img.info-presets", "a=p:8", "a=p:8"),
                takes("tomthumb.img.info-presets-path", "/etc/info.txt", "Optional[/etc/info.txt]"),
                takes("tomthumb.img.info-only-presets", "f", "Optional[false]"),
                takes("tomthumb.img.allowed-info-options", "size,palette", "[size, palette]"),
                takes("tomthumb.img.allowed-options", "width, min-width\nresize_x", "[width, min-width, resize_x]"),
                takes("tomthumb.img.allow-security-options", "1", "true"),
                takes("tomthumb.img.allow-bypass-cache", "1", "true"),
                takes("tomthumb.img.max-chained-pipelines", "3", "3"),
                takes(
                        "tomthumb.img.url-replacements",
                        "mys3://=s3://b/; a-*=b${1}=",
                        "[UrlReplacement[pattern=mys3://, replacement=s3://b/],"
                                + " UrlReplacement[pattern=a-*, replacement=b${1}=]]"),
                takes("tomthumb.img.base-url", "https://example.com/", "https://example.com/"),
                takes("tomthumb.img.base64-url-includes-filename", "true", "true"),
                takes("tomthumb.img.source-url-query-separator", "!", "!"),
                takes("tomthumb.query.ladder", "100, 200\n300", "[100, 200, 300]"),
                takes("tomthumb.query.ladder", "off", "[]"),
                takes("tomthumb.query.ttl", "12h", "PT12H"),
                takes("tomthumb.originals.ttl", "10 min", "PT10M"),
                takes("tomthumb.quality", "100", "100"),
                takes("tomthumb.format-quality", "webp = 70", "{WEBP=70}"),
                takes("tomthumb.format-quality", "webp=70,tiff=80", "{WEBP=70}"),
                takes("tomthumb.preferred-formats", "jpg,webp,jpeg", "[JPEG, WEBP]"),
                takes("tomthumb.auto-webp", "on", "true"),
                takes("tomthumb.enforce-webp", "true", "true"),
                takes("tomthumb.strip-color-profile", "no", "false"),
                takes("tomthumb.linear-colorspace", "yes", "true"),
                takes("tomthumb.auto-rotate", "no", "false"),
                takes("tomthumb.jpeg.progressive", "1", "true"),
                takes("tomthumb.png.interlaced", "0", "false"),
                takes("tomthumb.png.level", "9", "9"),
                takes("tomthumb.strip-metadata", "no", "false"),
                takes("tomthumb.keep-copyright", "off", "false"),
                takes("tomthumb.strip-metadata-dpi", "96.5", "96.5"),
                takes("tomthumb.color-profiles-dir", "/usr/share/color/icc", "Optional[/usr/share/color/icc]"),
                takes("tomthumb.prefer-smaller-original", "yes", "true"),
                takes("tomthumb.jpeg.full-chroma", "1", "true"),
                takes("tomthumb.jpeg.trellis-quant", "true", "true"),
                takes("tomthumb.jpeg.overshoot-deringing", "t", "true"),
                takes("tomthumb.jpeg.optimize-scans", "1", "true"),
                takes("tomthumb.jpeg.quant-table", "8", "8"),
                takes("tomthumb.png.quantize", "t", "true"),
                takes("tomthumb.png.quantization-colors", "2", "2"),
                takes("tomthumb.webp.compression", "Near_Lossless", "NEAR_LOSSLESS"),
                takes("tomthumb.webp.smart-subsample", "on", "true"),
                takes("tomthumb.webp.effort", "0", "0"),
                takes("tomthumb.webp.preset", "photo", "photo"),
                takes("tomthumb.avif.subsample", "on", "on"),
                takes("tomthumb.autoquality.method", "dssim", "DSSIM"),
                takes("tomthumb.autoquality.target", "10240", "10240.0"),
                takes("tomthumb.autoquality.min", "1", "1"),
                takes("tomthumb.autoquality.max", "100", "100"),
                takes("tomthumb.autoquality.format-min", "webp=50", "{WEBP=50}"),
                takes("tomthumb.autoquality.format-max", "jpeg=90", "{JPEG=90}"),
                takes("tomthumb.autoquality.allowed-error", "0.001", "0.001"),
                takes("tomthumb.autoquality.max-resolution", "2.5", "2.5"),
                takes("tomthumb.best-format.complexity-threshold", "6", "6.0"),
                takes("tomthumb.best-format.max-resolution", "0", "0.0"),
                takes("tomthumb.best-format.by-default", "true", "true"),
                takes("tomthumb.libvips", "auto", "Libvips[wanted=true, file=Optional.empty]"),
                takes("tomthumb.libvips", "OFF", "Libvips[wanted=false, file=Optional.empty]"),
                takes(
                        "tomthumb.libvips",
                        "/usr/lib/libvips.so.42",
                        "Libvips[wanted=true, file=Optional[/usr/lib/libvips.so.42]]"),
                takes("tomthumb.avif.speed", "0", "0"),
                takes("tomthumb.jxl.effort", "9", "9"),
                takes("tomthumb.truncated-originals", "Render", "RENDER"),
                takes("tomthumb.warm-up", "off", "false"),
                takes("tomthumb.watermark.path", "/srv/marks/a.png", "Optional[/srv/marks/a.png]"),
                takes("tomthumb.watermark.data", "aGVs bG8=", "Optional[5 bytes]"),
                takes("tomthumb.watermark.url", "S3://marks/a.png", "Optional[s3://marks/a.png]"),
                takes("tomthumb.watermark.url", "local:///a.png", "Optional[local:///a.png]"),
                takes("tomthumb.watermark.opacity", "0.25", "0.25"),
                takes("tomthumb.watermark.opacity", "1", "1.0"),
                takes("tomthumb.watermark.fonts", "/srv/fonts", "Optional[/srv/fonts]"),
                takes("tomthumb.max-src-resolution", "16.8", "16800000"),
                takes("tomthumb.max-src-file-size", "10 MB", "10485760"),
                takes("tomthumb.max-result-dimension", "16384", "16384"),
                takes("tomthumb.max-animation-frames", "100", "100"),
                takes("tomthumb.max-animation-frame-resolution", "2.5", "Optional[2500000]"),
                takes("tomthumb.max-animation-frame-resolution", "off", "Optional.empty"),
                takes("tomthumb.always-rasterize-svg", "true", "true"),
                takes("tomthumb.sanitize-svg", "0", "false"),
                takes("tomthumb.timeout", "1.5 s", "PT1.5S"),
                takes("tomthumb.download-timeout", "500ms", "PT0.5S"),
                takes("tomthumb.workers", "2", "2"),
                takes("tomthumb.fetchers", "64", "64"),
                takes("tomthumb.queue-size", "0", "0"),
                takes("tomthumb.render-memory", "1GB", "1073741824"),
                takes("tomthumb.async", "Force", "FORCE"),
                takes("tomthumb.img.unsigned", "ladder", "LADDER"),
                takes("tomthumb.cache.max-variants", "0", "0"),
                takes("tomthumb.blocking-waiters", "0", "0"),
                takes("tomthumb.cache.config", "/etc/tomthumb/ehcache.xml", "Optional[/etc/tomthumb/ehcache.xml]"),
                takes("tomthumb.cache.dir", "/var/cache/tomthumb", "/var/cache/tomthumb"),
                takes("tomthumb.cache.max-heap-object", "0", "0"),
                takes("tomthumb.cache.max-heap-object", "64 kB", "65536"),
                takes("tomthumb.cloudfront.signers", "off", "[]"),
                takes(
                        "tomthumb.cloudfront.signers",
                        "/private/*=K2JCJMDEHXQW5F:/etc/tomthumb/one.pem",
                        "[/private/* = K2JCJMDEHXQW5F:/etc/tomthumb/one.pem]"),
                takes(
                        "tomthumb.cloudfront.signers",
                        "/a/b/* = K1:/one.pem , K-2:/two.pem;\n/a/* = K1:/one.pem\n/c.jpg = K3:/x:y.pem",
                        "[/a/b/* = K1:/one.pem, K-2:/two.pem, /a/* = K1:/one.pem, /c.jpg = K3:/x:y.pem]"),
                takes(
                        "tomthumb.cloudfront.url-base",
                        "https://images.example.com/",
                        "Optional[https://images.example.com]"),
                takes(
                        "tomthumb.cloudfront.url-base",
                        "http://example.com:8080/shop",
                        "Optional[http://example.com:8080/shop]"),
                takes("tomthumb.ttl.min", "0", "PT0S"),
                takes("tomthumb.ttl.default", "1 h", "PT1H"),
                takes("tomthumb.ttl.max", "30d", "PT720H"),
                takes("tomthumb.ttl.files", "0", "PT0S"),
                takes("tomthumb.ttl.rules", "off", "[]"),
                takes(
                        "tomthumb.ttl.rules",
                        "s3://photos/live/*=0s,10s,1h; /banners/a=b.jpg = 500 ms , 1, 1d ;",
                        "[s3://photos/live/* = 0 s, 10 s, 3600 s, /banners/a=b.jpg = 500 ms, 1 s, 86400 s]"),
                takes("tomthumb.stale-while-revalidate", "0", "PT0S"),
                takes("tomthumb.stale-if-error", "7d", "PT168H"),
                takes("tomthumb.stale-patience", "500 ms", "PT0.5S"),
                takes("tomthumb.error-ttl.404", "60", "PT1M"),
                takes("tomthumb.error-ttl.403", "0", "PT0S"),
                takes("tomthumb.error-ttl.5xx", "5 s", "PT5S"),
                takes("tomthumb.error-ttl.422", "1 min", "PT1M"),
                takes("tomthumb.x-cache-name", "cloudfront", "cloudfront"),
                takes("tomthumb.cors", "*", "Optional[*]"),
                takes("tomthumb.cors", "https://www.example.com:8443", "Optional[https://www.example.com:8443]"));
    }

    private static Arguments takes(String name, String text, String meaning) {
        return Arguments.of(name, text, meaning);
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void anAcceptedTextMeans(String name, String text, String meaning) throws SettingsException {
        Settings settings = SettingsLoader.load(SettingTexts.ofProperties(Map.of(name, text)), MACHINE);

        assertThat(String.valueOf(settings.get(setting(name)))).isEqualTo(meaning);
        assertThat(settings.isSet(setting(name))).isTrue();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refuses("tomthumb.cache-tag-header", "maybe", "\"maybe\" is neither true nor false"),
                refuses("tomthumb.ops.role", "two roles", "\"two roles\" does not have that form"),
                refuses("tomthumb.ops.session", "1s", "\"1s\" is less than 1 min"),
                refuses("tomthumb.warm.after-purge", "-1", "\"-1\" is less than 0"),
                refuses("tomthumb.warm.concurrency", "0", "\"0\" is less than 1"),
                refuses("tomthumb.warm.max-urls", "1000001", "\"1000001\" is more than 1000000"),
                refuses("tomthumb.warm.accept", "image/é", "\"image/é\" is no header's value"),
                refuses("tomthumb.warm.log-dir", "logs", "\"logs\" is a relative path"),
                refuses("tomthumb.responses", "charts/*", "\"charts/*\" does not begin with /"),
                refuses("tomthumb.responses", "/a; /a = 5", "/a is there twice"),
                refuses("tomthumb.responses", "/a = 1, 2", "\"/a = 1, 2\" has neither one TTL nor three"),
                refuses("tomthumb.responses", "/a = 2h, 1, 1h", "\"/a = 2h, 1, 1h\" has a minimum above its maximum"),
                refuses("tomthumb.responses", "/a = soon", "\"soon\" is not a duration"),
                refuses("tomthumb.responses.max-object", "1GB", "\"1GB\" is more than 64MB"),
                refuses("tomthumb.responses.max-variants", "0", "\"0\" is less than 1"),
                refuses("tomthumb.responses.error-ttl", "2d", "\"2d\" is more than 1d"),
                refuses("tomthumb.responses.stale-while-revalidate", "31d", "\"31d\" is more than 30d"),
                refuses("tomthumb.responses.stale-if-error", "-1", "\"-1\" is not a duration"),
                refuses("tomthumb.responses.heuristic", "2", "\"2\" is more than 1"),
                refuses("tomthumb.responses.obey-requests", "maybe", "\"maybe\" is neither true nor false"),
                refuses("tomthumb.mounts", "/photos/", "\"/photos/\" has no = between path and source"),
                refuses(
                        "tomthumb.mounts",
                        "photos/ = s3://b1/",
                        "\"photos/\" does not begin with /, or has one of % ? # ; * \\"),
                refuses("tomthumb.mounts", "/a/../b/ = s3://bucket/", "\"/a/../b/\" has an empty, . or .. segment"),
                refuses(
                        "tomthumb.mounts",
                        "/photos = s3://bucket/",
                        "\"/photos\" does not end with / (only a dispatch: page is mounted on one exact path)"),
                refuses("tomthumb.mounts", "/a/ = ftp://x/", "\"ftp://x/\" begins with none of the known schemes"),
                refuses("tomthumb.mounts", "/a/ = ", "\"\" begins with none of the known schemes"),
                refuses(
                        "tomthumb.mounts",
                        "/a/ = s3:/bucket/",
                        "\"s3:/bucket/\" does not begin with s3:// and a bucket's name"),
                refuses("tomthumb.mounts", "/a/ = local:/x/", "\"local:/x/\" does not begin with local:///"),
                refuses(
                        "tomthumb.mounts",
                        "/a/ = local:///x/../../etc",
                        "\"local:///x/../../etc\" has a . or .. segment"),
                refuses("tomthumb.mounts", "/a/ = https://h/%2e%2e/x", "\"https://h/%2e%2e/x\" has a . or .. segment"),
                refuses(
                        "tomthumb.mounts",
                        "/a/ = https://h/?x=",
                        "\"https://h/?x=\" has a query or fragment, so nothing can be appended to it"),
                refuses("tomthumb.mounts", "/a/ = https://user:geheim@h/", "a web source has a host and no user name"),
                refuses(
                        "tomthumb.mounts",
                        "/a/ = webapp:/members/",
                        "\"webapp:/members/\" begins with none of the known schemes"),
                refuses(
                        "tomthumb.mounts",
                        "/image.jsp = dispatch:/image.jsp?id=7",
                        "\"dispatch:/image.jsp?id=7\" must name the same path as the mount, /image.jsp"),
                refuses(
                        "tomthumb.mounts",
                        "/web-inf/ = s3://bucket/",
                        "\"/web-inf/\" lies in WEB-INF or META-INF, which no URL reaches"),
                refuses(
                        "tomthumb.mounts",
                        "/a/ = dispatch:/image.jsp",
                        "\"dispatch:/image.jsp\" must name the same path as the mount, /a/"),
                refuses("tomthumb.mounts", "/a/ = s3://bucket/; /a/ = s3://other/", "/a/ is mounted twice"),
                refuses("tomthumb.mounts", "/a/ = s3://bucket/; /a/b/ = s3://other/", "/a/ and /a/b/ overlap"),
                refuses(
                        "tomthumb.mounts",
                        "/tomthumb/ = s3://bucket/",
                        "\"/tomthumb/\" belongs to the pages for operators"),
                refuses("tomthumb.host-files", "maybe", "\"maybe\" is neither true nor false"),
                refuses("tomthumb.private", "members/*", "\"members/*\" does not begin with /"),
                refuses(
                        "tomthumb.private",
                        "/a/*/b",
                        "\"/a/*/b\" has a * before its end, or an empty, . or .. segment"),
                refuses("tomthumb.local.root", "pictures", "\"pictures\" is a relative path"),
                refuses("tomthumb.s3.endpoint", "127.0.0.1:9000", "it is not a URL"),
                refuses(
                        "tomthumb.s3.endpoint",
                        "ftp://s3.example.com",
                        "\"ftp://s3.example.com\" is not http:// or https:// with a host and without a query"),
                refuses(
                        "tomthumb.s3.endpoint",
                        "http://me:geheim@s3.example.com",
                        "it carries a user name, which belongs into settings of its own"),
                refuses("tomthumb.s3.region", "eu central", "\"eu central\" does not have that form"),
                refuses("tomthumb.s3.path-style", "2", "\"2\" is neither true nor false"),
                refuses("tomthumb.s3.anonymous", "-", "\"-\" is neither true nor false"),
                refuses("tomthumb.s3.buckets", "s3://originals", "\"s3://originals\" cannot be a bucket's name"),
                refuses(
                        "tomthumb.http.allow",
                        "ftp://x",
                        "\"ftp://x\" is neither a host nor the beginning of an http or https URL"),
                refuses("tomthumb.http.allow", "x:99999", "\"99999\" is more than 65535"),
                refuses("tomthumb.http.max-redirects", "21", "\"21\" is more than 20"),
                refuses("tomthumb.http.user-agent", "a\r\nX: b", "\"a  X: b\" does not have that form"),
                refuses("tomthumb.http.allow-loopback", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.http.allow-link-local", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.http.allow-private", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.img.prefix", "/a?b/", "\"/a?b/\" does not begin with /, or has one of % ? # ; * \\"),
                refuses("tomthumb.img.prefix", "//", "\"//\" has an empty, . or .. segment"),
                refuses("tomthumb.img.prefix", "tomthumb", "\"/tomthumb/\" belongs to the pages for operators"),
                refuses("tomthumb.img.key", "abc", "entry 1 has 3 digits, an odd number, so half a byte is missing"),
                refuses("tomthumb.img.key", "ab,", "entry 2 is empty"),
                refuses("tomthumb.img.salt", "ab, zz", "entry 2 has characters other than 0-9 and a-f"),
                refuses("tomthumb.img.signature-size", "33", "\"33\" is more than 32"),
                refuses("tomthumb.img.ttl", "1 year", "\"1 year\" is not a duration"),
                refuses("tomthumb.img.arguments-separator", "/", "\"/\" does not have that form"),
                refuses("tomthumb.img.presets-separator", "123456789", "\"123456789\" does not have that form"),
                refuses("tomthumb.img.presets-path", "presets.txt", "\"presets.txt\" is a relative path"),
                refuses("tomthumb.img.only-presets", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.img.info", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.img.info-presets-path", "info.txt", "\"info.txt\" is a relative path"),
                refuses("tomthumb.img.info-only-presets", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.img.allowed-info-options", "a:b", "\"a:b\" does not have that form"),
                refuses("tomthumb.img.allowed-options", "width,Height", "\"Height\" does not have that form"),
                refuses("tomthumb.img.allow-security-options", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.img.allow-bypass-cache", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.img.max-chained-pipelines", "0", "\"0\" is less than 1"),
                refuses("tomthumb.img.url-replacements", "abc", "\"abc\" has no = behind what is replaced"),
                refuses("tomthumb.img.url-replacements", "a*=${2}", "\"a*=${2}\" names the star 2 of 1"),
                refuses("tomthumb.img.base-url", "https://a b/", "\"https://a b/\" does not have that form"),
                refuses("tomthumb.img.base64-url-includes-filename", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.img.source-url-query-separator", "é", "\"é\" does not have that form"),
                refuses("tomthumb.img.source-url-encryption-key", "0011", "it has 2 bytes; AES takes 16, 24 or 32"),
                refuses("tomthumb.query.key", "short", "it has 5 characters"),
                refuses("tomthumb.query.ladder", "100,100", "\"100\" is not larger than the step before it"),
                refuses("tomthumb.query.ladder", "0", "\"0\" is less than 1"),
                refuses("tomthumb.query.ttl", "9999 d", "\"9999 d\" is more than 3650 d"),
                refuses("tomthumb.originals.ttl", "9999 d", "\"9999 d\" is more than 3650 d"),
                refuses("tomthumb.quality", "0", "\"0\" is less than 1"),
                refuses("tomthumb.quality", "NaN", "\"NaN\" is not a whole number"),
                refuses("tomthumb.quality", "99999999999999999999", "\"99999999999999999999\" is not a whole number"),
                refuses("tomthumb.format-quality", "png=101", "\"101\" is more than 100"),
                refuses("tomthumb.format-quality", "webp", "\"webp\" has no ="),
                refuses("tomthumb.format-quality", "wepb=3", "\"wepb\" is no image format known here"),
                refuses("tomthumb.preferred-formats", "off", "\"off\" names no format"),
                refuses("tomthumb.preferred-formats", "JPG", "\"JPG\" is no image format known here"),
                refuses("tomthumb.auto-webp", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.enforce-webp", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.strip-color-profile", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.linear-colorspace", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.auto-rotate", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.jpeg.progressive", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.png.interlaced", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.png.level", "0", "\"0\" is less than 1"),
                refuses("tomthumb.strip-metadata", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.keep-copyright", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.strip-metadata-dpi", "-72", "\"-72\" is not a number"),
                refuses("tomthumb.strip-metadata-dpi", "NaN", "\"NaN\" is not a number"),
                refuses("tomthumb.strip-metadata-dpi", "65536", "\"65536\" is more than 65535"),
                refuses("tomthumb.color-profiles-dir", "icc", "\"icc\" is a relative path"),
                refuses("tomthumb.prefer-smaller-original", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.jpeg.full-chroma", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.jpeg.trellis-quant", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.jpeg.overshoot-deringing", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.jpeg.optimize-scans", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.jpeg.quant-table", "9", "\"9\" is more than 8"),
                refuses("tomthumb.png.quantize", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.png.quantization-colors", "257", "\"257\" is more than 256"),
                refuses("tomthumb.webp.compression", "some", "\"some\" is none of these words"),
                refuses("tomthumb.webp.smart-subsample", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.webp.effort", "7", "\"7\" is more than 6"),
                refuses("tomthumb.webp.preset", "cat", "\"cat\" does not have that form"),
                refuses("tomthumb.avif.subsample", "maybe", "\"maybe\" does not have that form"),
                refuses("tomthumb.autoquality.method", "ml", "\"ml\" is none of these words"),
                refuses("tomthumb.autoquality.target", "0", "\"0\" is less than 0.000001"),
                refuses("tomthumb.autoquality.min", "0", "\"0\" is less than 1"),
                refuses("tomthumb.autoquality.max", "101", "\"101\" is more than 100"),
                refuses("tomthumb.autoquality.format-min", "avif=0", "\"0\" is less than 1"),
                refuses("tomthumb.autoquality.format-max", "webp", "\"webp\" has no ="),
                refuses("tomthumb.autoquality.allowed-error", "1.1", "\"1.1\" is more than 1"),
                refuses("tomthumb.autoquality.max-resolution", "501", "\"501\" is more than 500"),
                refuses("tomthumb.best-format.complexity-threshold", "9", "\"9\" is more than 8"),
                refuses("tomthumb.best-format.max-resolution", "x", "\"x\" is not a number"),
                refuses("tomthumb.best-format.by-default", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.libvips", "on", "\"on\" is a relative path"),
                refuses("tomthumb.avif.speed", "10", "\"10\" is more than 9"),
                refuses("tomthumb.jxl.effort", "0", "\"0\" is less than 1"),
                refuses("tomthumb.truncated-originals", "half", "\"half\" is none of these words"),
                refuses("tomthumb.s3.stores", "Archive", "\"Archive\" is no such name"),
                refuses("tomthumb.s3.denied-buckets", "a/b", "\"a/b\" cannot be a bucket's name"),
                refuses("tomthumb.s3.assume-role-arn", "pictures", "\"pictures\" does not have that form"),
                refuses("tomthumb.s3.assume-role-external-id", "a b", "\"a b\" does not have that form"),
                refuses(
                        "tomthumb.s3.sts-endpoint",
                        "sts",
                        "\"sts\" is not http:// or https:// with a host and without a query"),
                refuses("tomthumb.img.secret", "a\nb", "it contains control characters"),
                refuses("tomthumb.img.cache-control-passthrough", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.img.canonical-link", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.img.return-attachment", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.img.use-etag", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.img.etag-buster", "a\"b", "\"a\"b\" does not have that form"),
                refuses("tomthumb.img.use-last-modified", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.img.last-modified-buster", "yesterday", "\"yesterday\" is not a time"),
                refuses("tomthumb.img.client-hints", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.img.health-path", "ping", "\"ping\" does not have that form"),
                refuses("tomthumb.auto-avif", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.enforce-avif", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.auto-jxl", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.enforce-jxl", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.skip-processing-formats", "gof", "\"gof\" is no image format known here"),
                refuses("tomthumb.fallback-image.path", "none.png", "\"none.png\" is a relative path"),
                refuses("tomthumb.fallback-image.data", "no base64!", "\"no base64!\" is not base64"),
                refuses("tomthumb.fallback-image.url", "ftp://h/a", "\"ftp://h/a\" is not the address of an original"),
                refuses(
                        "tomthumb.fallback-image.url",
                        "https://h/50%",
                        "\"https://h/50%\" has a percent sign that begins no escape"),
                refuses("tomthumb.fallback-image.http-code", "100", "\"100\" is no status of a whole answer"),
                refuses("tomthumb.fallback-image.ttl", "soon", "\"soon\" is not a duration"),
                refuses("tomthumb.fallback-image.for", "404", "\"404\" is none of these words"),
                refuses("tomthumb.fallback-image.query", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.debug-headers", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.development-errors", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.warm-up", "x", "\"x\" is neither true nor false"),
                refuses("tomthumb.watermark.path", "marks/a.png", "\"marks/a.png\" is a relative path"),
                refuses("tomthumb.watermark.data", "a", "\"a\" is not base64"),
                refuses("tomthumb.watermark.data", "====", "\"====\" is not base64"),
                refuses(
                        "tomthumb.watermark.url",
                        "ftp://x/a.png",
                        "\"ftp://x/a.png\" is not the address of an original"),
                refuses(
                        "tomthumb.watermark.url",
                        "https://x/a b.png",
                        "\"https://x/a b.png\" is not a URL: what is not ASCII, and blanks, are written percent-encoded"),
                refuses("tomthumb.watermark.url", "https://", "\"https://\" is not the address of an original"),
                refuses("tomthumb.watermark.opacity", "1.5", "\"1.5\" is larger than 1"),
                refuses("tomthumb.watermark.opacity", "-1", "\"-1\" is not a number"),
                refuses("tomthumb.watermark.fonts", "fonts", "\"fonts\" is a relative path"),
                refuses("tomthumb.max-src-resolution", "0", "\"0\" is less than one pixel"),
                refuses("tomthumb.max-src-resolution", "537", "\"537\" is more than 536"),
                refuses("tomthumb.max-src-resolution", "1e9", "\"1e9\" is not a number of megapixels"),
                refuses("tomthumb.max-src-file-size", "0", "\"0\" is less than 1 kB"),
                refuses("tomthumb.max-src-file-size", "3 GB", "\"3 GB\" is more than 2047 MB"),
                refuses("tomthumb.max-result-dimension", "0", "\"0\" is less than 1"),
                refuses("tomthumb.max-animation-frames", "0", "\"0\" is less than 1"),
                refuses("tomthumb.max-animation-frame-resolution", "0", "\"0\" is less than one pixel"),
                refuses("tomthumb.always-rasterize-svg", "maybe", "\"maybe\" is neither true nor false"),
                refuses("tomthumb.sanitize-svg", "maybe", "\"maybe\" is neither true nor false"),
                refuses("tomthumb.timeout", "-1", "\"-1\" is not a duration"),
                refuses("tomthumb.timeout", "0", "\"0\" is less than 100 ms"),
                refuses("tomthumb.download-timeout", "ten", "\"ten\" is not a duration"),
                refuses("tomthumb.workers", "0", "\"0\" is less than 1"),
                refuses("tomthumb.fetchers", "0", "\"0\" is less than 1"),
                refuses("tomthumb.queue-size", "-1", "\"-1\" is less than 0"),
                refuses("tomthumb.render-memory", "1 MB", "\"1 MB\" is less than 16 MB"),
                refuses("tomthumb.render-memory", "999999999999999 GB", "\"999999999999999 GB\" is more than 1024 GB"),
                refuses("tomthumb.async", "sometimes", "\"sometimes\" is none of these words"),
                refuses("tomthumb.img.unsigned", "closed", "\"closed\" is none of these words"),
                refuses("tomthumb.cache.max-variants", "-1", "\"-1\" is less than 0"),
                refuses("tomthumb.blocking-waiters", "1001", "\"1001\" is more than 1000"),
                refuses("tomthumb.cache.config", "ehcache.xml", "\"ehcache.xml\" is a relative path"),
                refuses("tomthumb.cache.dir", "cache", "\"cache\" is a relative path"),
                refuses("tomthumb.cache.max-heap-object", "1 TB", "\"1 TB\" is not a size"),
                refuses("tomthumb.cloudfront.signers", "/a/*", "\"/a/*\" has no = between path and keys"),
                refuses("tomthumb.cloudfront.signers", "a/* = K1:/a.pem", "\"a/*\" does not begin with /"),
                refuses(
                        "tomthumb.cloudfront.signers",
                        "/a/*/b = K1:/a.pem",
                        "\"/a/*/b\" has a * before its end, or an empty, . or .. segment"),
                refuses(
                        "tomthumb.cloudfront.signers",
                        "/a/* =",
                        "\"/a/* =\" names no key, so that nothing could be opened"),
                refuses(
                        "tomthumb.cloudfront.signers",
                        "/a/* = /a.pem",
                        "\"/a.pem\" has no : between a key's id and its file"),
                refuses("tomthumb.cloudfront.signers", "/a/* = K1:a.pem", "\"a.pem\" is a relative path"),
                refuses(
                        "tomthumb.cloudfront.signers",
                        "/a/* = K 1:/a.pem",
                        "\"K 1\" is no key's id such as K2JCJMDEHXQW5F"),
                refuses("tomthumb.cloudfront.signers", "/a/* = K1:/a.pem, K1:/b.pem", "\"K1\" is given twice for /a/*"),
                refuses(
                        "tomthumb.cloudfront.signers",
                        "/a/* = K1:/a.pem; /a/* = K2:/b.pem",
                        "/a/* is given twice; its keys are separated by commas"),
                refuses(
                        "tomthumb.cloudfront.signers",
                        "/a/* = K1:/a.pem; /a/b/* = K2:/b.pem",
                        "/a/b/* is never reached: /a/* stands before it"),
                refuses(
                        "tomthumb.cloudfront.signers",
                        "/* = K1:/a.pem; /b.jpg = K2:/b.pem",
                        "/b.jpg is never reached: /* stands before it"),
                refuses(
                        "tomthumb.cloudfront.signers",
                        "/tomthumb/* = K1:/a.pem",
                        "\"/tomthumb/*\" belongs to the pages for operators, which have a token of their own"),
                refuses(
                        "tomthumb.cloudfront.url-base",
                        "images.example.com",
                        "\"images.example.com\" is not http:// or https:// with a host and without a user name"),
                refuses(
                        "tomthumb.cloudfront.url-base",
                        "https://images.example.com/?a=b",
                        "\"https://images.example.com/?a=b\" has a query or fragment, so that no path can be"
                                + " appended to it"),
                refuses("tomthumb.cloudfront.url-base", "https://a b/", "\"https://a b/\" is not a URL"),
                refuses("tomthumb.ttl.min", "-1", "\"-1\" is not a duration"),
                refuses("tomthumb.ttl.default", "4000 d", "\"4000 d\" is more than 3650 d"),
                refuses("tomthumb.ttl.max", "for ever", "\"for ever\" is not a duration"),
                refuses("tomthumb.ttl.files", "soon", "\"soon\" is not a duration"),
                refuses("tomthumb.ttl.rules", "/a/*", "\"/a/*\" has no = between pattern and times"),
                refuses("tomthumb.ttl.rules", "/*/a = 0,1,2", "\"/*/a\" has a * before its end"),
                refuses(
                        "tomthumb.ttl.rules",
                        "a/* = 0,1,2",
                        "\"a/*\" begins neither with / nor with a scheme such as s3:"),
                refuses(
                        "tomthumb.ttl.rules",
                        "/a/* = 0,1",
                        "\"/a/* = 0,1\" does not say three times: minimum, default, maximum"),
                refuses("tomthumb.ttl.rules", "/a/* = 5,1,2", "\"/a/* = 5,1,2\" has a minimum above its maximum"),
                refuses("tomthumb.stale-while-revalidate", "yes", "\"yes\" is not a duration"),
                refuses("tomthumb.stale-if-error", "yes", "\"yes\" is not a duration"),
                refuses("tomthumb.stale-patience", "2 h", "\"2 h\" is more than 1 h"),
                refuses("tomthumb.error-ttl.404", "2 d", "\"2 d\" is more than 1 d"),
                refuses("tomthumb.error-ttl.403", "x", "\"x\" is not a duration"),
                refuses("tomthumb.error-ttl.5xx", "x", "\"x\" is not a duration"),
                refuses("tomthumb.error-ttl.422", "x", "\"x\" is not a duration"),
                refuses("tomthumb.x-cache-name", "my cache", "\"my cache\" does not have that form"),
                refuses(
                        "tomthumb.cors",
                        "https://a.example/path",
                        "\"https://a.example/path\" does not have that form"),
                refuses("tomthumb.ops.token", "123456789012345", "it has 15 characters"));
    }

    private static Arguments refuses(String name, String text, String wrong) {
        return Arguments.of(name, text, wrong);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aRefusedTextIsAnsweredWithWhatIsWrongAndWhatIsAccepted(String name, String text, String wrong) {
        SettingsException refusal = catchThrowableOfType(
                SettingsException.class,
                () -> SettingsLoader.load(SettingTexts.ofProperties(Map.of(name, text)), MACHINE));

        assertThat(refusal.mistakes())
                .containsExactly(new Mistake(
                        name,
                        "system property",
                        wrong,
                        "accepted: " + setting(name).reader().accepted()));
    }

    @Test
    void everySettingIsInTheTablesAboveWithBothKindsOfText() {
        List<String> withoutRefusals = List.of(
                "tomthumb.s3.access-key",
                "tomthumb.s3.secret-key",
                "tomthumb.img.trusted-signatures",
                "tomthumb.img.presets",
                "tomthumb.img.info-presets");
        List<String> printsNothing = List.of("tomthumb.http.allow");
        List<String> refused = names(refused());
        List<String> known =
                SettingTable.all().stream().<String>map(Setting::name).toList();

        assertThat(known)
                .allSatisfy(name -> assertThat(refused.contains(name) || withoutRefusals.contains(name))
                        .as(name + " has a refused text")
                        .isTrue());
        assertThat(known)
                .filteredOn(name -> !setting(name).secret() && !printsNothing.contains(name))
                .isSubsetOf(names(accepted()));
    }

    private static List<String> names(Stream<Arguments> rows) {
        return rows.map(row -> (String) row.get()[0]).toList();
    }

    private static Setting<?> setting(String name) {
        return SettingTable.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
