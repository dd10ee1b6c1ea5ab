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
                takes("tomthumb.local.root", "/srv/pictures/../originals", "Optional[/srv/originals]"),
                takes("tomthumb.s3.endpoint", "http://127.0.0.1:9000", "Optional[http://127.0.0.1:9000]"),
                takes("tomthumb.s3.endpoint", "https://s3.example.com/base", "Optional[https://s3.example.com/base]"),
                takes("tomthumb.s3.region", "eu-central-1", "Optional[eu-central-1]"),
                takes("tomthumb.s3.path-style", "off", "false"),
                takes("tomthumb.s3.anonymous", "TRUE", "true"),
                takes("tomthumb.s3.buckets", "*", "BucketNames[all=true, names=[]]"),
                takes("tomthumb.s3.buckets", "originals", "BucketNames[all=false, names=[originals]]"),
                takes("tomthumb.s3.buckets", "none", "BucketNames[all=false, names=[]]"),
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
                takes("tomthumb.query.ladder", "100, 200\n300", "[100, 200, 300]"),
                takes("tomthumb.query.ladder", "off", "[]"),
                takes("tomthumb.query.ttl", "12h", "PT12H"),
                takes("tomthumb.quality", "100", "100"),
                takes("tomthumb.format-quality", "webp = 70", "{WEBP=70}"),
                takes("tomthumb.preferred-formats", "jpg,webp,jpeg", "[JPEG, WEBP]"),
                takes("tomthumb.auto-webp", "on", "true"),
                takes("tomthumb.enforce-webp", "true", "true"),
                takes("tomthumb.strip-color-profile", "no", "false"),
                takes("tomthumb.linear-colorspace", "yes", "true"),
                takes("tomthumb.auto-rotate", "no", "false"),
                takes("tomthumb.jpeg.progressive", "1", "true"),
                takes("tomthumb.png.interlaced", "0", "false"),
                takes("tomthumb.png.level", "9", "9"),
                takes("tomthumb.truncated-originals", "Render", "RENDER"),
                takes("tomthumb.warm-up", "off", "false"),
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
                takes("tomthumb.blocking-waiters", "0", "0"),
                takes("tomthumb.cache.config", "/etc/tomthumb/ehcache.xml", "Optional[/etc/tomthumb/ehcache.xml]"),
                takes("tomthumb.cache.dir", "/var/cache/tomthumb", "/var/cache/tomthumb"),
                takes("tomthumb.cache.max-heap-object", "0", "0"),
                takes("tomthumb.cache.max-heap-object", "64 kB", "65536"),
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
                refuses("tomthumb.query.key", "short", "it has 5 characters"),
                refuses("tomthumb.query.ladder", "100,100", "\"100\" is not larger than the step before it"),
                refuses("tomthumb.query.ladder", "0", "\"0\" is less than 1"),
                refuses("tomthumb.query.ttl", "9999 d", "\"9999 d\" is more than 3650 d"),
                refuses("tomthumb.quality", "0", "\"0\" is less than 1"),
                refuses("tomthumb.quality", "NaN", "\"NaN\" is not a whole number"),
                refuses("tomthumb.quality", "99999999999999999999", "\"99999999999999999999\" is not a whole number"),
                refuses(
                        "tomthumb.format-quality",
                        "png=80",
                        "\"png=80\" names a format without losses, which has no quality"),
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
                refuses("tomthumb.truncated-originals", "half", "\"half\" is none of these words"),
                refuses("tomthumb.warm-up", "x", "\"x\" is neither true nor false"),
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
                refuses("tomthumb.blocking-waiters", "1001", "\"1001\" is more than 1000"),
                refuses("tomthumb.cache.config", "ehcache.xml", "\"ehcache.xml\" is a relative path"),
                refuses("tomthumb.cache.dir", "cache", "\"cache\" is a relative path"),
                refuses("tomthumb.cache.max-heap-object", "1 TB", "\"1 TB\" is not a size"),
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
        List<String> withoutRefusals =
                List.of("tomthumb.s3.access-key", "tomthumb.s3.secret-key", "tomthumb.img.trusted-signatures");
        List<String> refused = names(refused());
        List<String> known =
                SettingTable.all().stream().<String>map(Setting::name).toList();

        assertThat(known)
                .allSatisfy(name -> assertThat(refused.contains(name) || withoutRefusals.contains(name))
                        .as(name + " has a refused text")
                        .isTrue());
        assertThat(known)
                .filteredOn(name -> !setting(name).secret() && !name.equals("tomthumb.http.allow"))
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
