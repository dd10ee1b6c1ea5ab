package dev.tomthumb.config;

import static dev.tomthumb.config.AmountReaders.bytes;
import static dev.tomthumb.config.AmountReaders.duration;
import static dev.tomthumb.config.AmountReaders.megapixels;
import static dev.tomthumb.config.Readers.absolutePath;
import static dev.tomthumb.config.Readers.bool;
import static dev.tomthumb.config.Readers.listOf;
import static dev.tomthumb.config.Readers.oneOf;
import static dev.tomthumb.config.Readers.optional;
import static dev.tomthumb.config.Readers.orOff;
import static dev.tomthumb.config.Readers.text;
import static dev.tomthumb.config.Readers.wholeNumber;

import dev.tomthumb.model.ImageFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every setting there is, those of the other {@code …Settings} classes of this package included. The reference page, the
 * start-up table and the check for unknown names are made from this table alone; cache sizes and tiers live in {@code
 * ehcache.xml}.
 */
public final class SettingTable {
    private SettingTable() {}

    /** The most pixels a side of a rendition can have, whatever is configured. */
    public static final int HARD_MAX_DIMENSION = 16384;

    /** The most megapixels of an original: four samples of each must fit into one Java array. */
    private static final int HARD_MAX_MEGAPIXELS = 536;

    // ---- Originals

    public static final Setting<List<Mount>> MOUNTS = Setting.of("mounts", MountReader.list())
            .says(
                    "Paths whose originals lie elsewhere. `/photos/ = s3://bucket/originals/` serves `/photos/cat.jpg` from "
                            + "the object `originals/cat.jpg`. Below a mount, originals are the names with a picture's suffix, those "
                            + "without any, and all others of which a picture is asked for (`?w=320`); what else has a "
                            + "suffix, such as `.jsp`, is left alone, and below the mount `/` so is what has none. Mounts "
                            + "may not overlap. A web server's redirect is followed within its mount, and to where "
                            + "`tomthumb.http.allow` lets URLs lead.");

    public static final Setting<Boolean> HOST_FILES = Setting.of("host-files", bool())
            .otherwise("true")
            .says("Whether the query language works on the web application's own image files, under their own paths.");

    public static final Setting<List<PathPattern>> PRIVATE = Setting.of(
                    "private", listOf("paths such as `/members/*`", PathPattern::read))
            .says("Paths whose renditions only the asking browser may keep, because a login guards them.");

    public static final Setting<Optional<Path>> LOCAL_ROOT = Setting.of(
                    "local.root", optional(absolutePath("a directory")))
            .imgproxy("LOCAL_FILESYSTEM_ROOT")
            .says("The directory that `local:///` means. Not set: there are no `local:` originals.");

    // ---- S3

    public static final Setting<Optional<URI>> S3_ENDPOINT = Setting.of("s3.endpoint", optional(Readers.endpoint()))
            .imgproxy("S3_ENDPOINT")
            .says("The S3 server. Not set: Amazon's, by region.");

    public static final Setting<Optional<String>> S3_REGION = Setting.of(
                    "s3.region", optional(text("a region such as `eu-central-1`", "[A-Za-z0-9\\-]{1,40}")))
            .imgproxy("S3_REGION")
            .says("The region requests are signed for. Not set: what the AWS SDK finds, else `us-east-1`.");

    public static final Setting<Optional<Secret>> S3_ACCESS_KEY = Setting.of(
                    "s3.access-key", optional(SecretReaders.text(1)))
            .kept()
            .says("Access key id. Not set: the AWS SDK's default chain (environment, profile, instance role).");

    public static final Setting<Optional<Secret>> S3_SECRET_KEY = Setting.of(
                    "s3.secret-key", optional(SecretReaders.text(1)))
            .kept()
            .says("Secret access key that belongs to `tomthumb.s3.access-key`.");

    public static final Setting<Boolean> S3_PATH_STYLE = Setting.of("s3.path-style", bool())
            .otherwise("true")
            .imgproxy("S3_ENDPOINT_USE_PATH_STYLE")
            .says("Whether the bucket stands in the path instead of the host name; matters only with an endpoint of "
                    + "your own.");

    public static final Setting<Boolean> S3_ANONYMOUS = Setting.of("s3.anonymous", bool())
            .otherwise("false")
            .says("Whether requests go out unsigned, for public buckets.");

    public static final Setting<BucketNames> S3_BUCKETS = Setting.of("s3.buckets", BucketNames.reader())
            .imgproxy("USE_S3", useS3 -> isFalse(useS3) ? Optional.of("off") : Optional.empty())
            .imgproxy("S3_ALLOWED_BUCKETS")
            .imgproxy("USE_S3", useS3 -> isTrue(useS3) ? Optional.of("*") : Optional.empty())
            .says("Buckets that a URL may name, as in `/img/…/plain/s3://bucket/key`. Mounts need no entry here. "
                    + "`IMGPROXY_USE_S3=true` without a list of buckets allows all.");

    // ---- Web sources

    public static final Setting<SourcePatterns> HTTP_ALLOW = Setting.of("http.allow", SourcePatterns.reader())
            .otherwise(
                    "`off`; `*` if any `IMGPROXY_*` variable is set, because that is imgproxy's default",
                    surroundings -> surroundings.imgproxy() ? "*" : "off")
            .imgproxy("ALLOWED_SOURCES", ImgproxyTexts::webSources)
            .says("Web servers that a URL may name as its source. Mounts need no entry here. Without a port the "
                    + "scheme's own is meant.");

    public static final Setting<Integer> HTTP_MAX_REDIRECTS = Setting.of("http.max-redirects", wholeNumber(0, 20))
            .otherwise("10")
            .imgproxy("MAX_REDIRECTS")
            .says("How many redirects are followed; each one is checked like the first address.");

    public static final Setting<String> HTTP_USER_AGENT = Setting.of(
                    "http.user-agent", text("printable ASCII", "[\\x20-\\x7e]{1,200}"))
            .otherwise("Tomthumb")
            .imgproxy("USER_AGENT")
            .says("`User-Agent` towards web servers.");

    public static final Setting<Boolean> HTTP_ALLOW_LOOPBACK = Setting.of("http.allow-loopback", bool())
            .otherwise("false")
            .imgproxy("ALLOW_LOOPBACK_SOURCE_ADDRESSES")
            .says("Whether a name may resolve to this machine itself (127.0.0.0/8, ::1).");

    public static final Setting<Boolean> HTTP_ALLOW_LINK_LOCAL = Setting.of("http.allow-link-local", bool())
            .otherwise("false")
            .imgproxy("ALLOW_LINK_LOCAL_SOURCE_ADDRESSES")
            .says(
                    "Whether a name may resolve to a link-local address (169.254.0.0/16, where clouds keep credentials).");

    public static final Setting<Boolean> HTTP_ALLOW_PRIVATE = Setting.of("http.allow-private", bool())
            .otherwise(
                    "`false`; `true` if any `IMGPROXY_*` variable is set, because that is imgproxy's default",
                    surroundings -> Boolean.toString(surroundings.imgproxy()))
            .imgproxy("ALLOW_PRIVATE_SOURCE_ADDRESSES")
            .says("Whether a name may resolve to a private address (10.0.0.0/8, 192.168.0.0/16 and their like).");

    // ---- imgproxy's URL language

    public static final Setting<Optional<String>> IMG_PREFIX = Setting.of("img.prefix", orOff(UrlPaths.prefix()))
            .otherwise(
                    "`/img/` in the WAR; `off` inside a host application",
                    surroundings -> surroundings.installation().standalone() ? "/img/" : "off")
            .imgproxy("PATH_PREFIX")
            .says(
                    "Where imgproxy's URL language begins, relative to the context path. Below `/` it leaves `/tomthumb/`, mounts, "
                            + "`/favicon.ico`, `/.well-known/` and `/` itself to their owners.");

    public static final Setting<List<Secret>> IMG_KEY = Setting.of("img.key", SecretReaders.hexList())
            .kept()
            .imgproxy("KEY")
            .says("Keys that sign imgproxy URLs. Not set: signatures are not checked.");

    public static final Setting<List<Secret>> IMG_SALT = Setting.of("img.salt", SecretReaders.hexList())
            .kept()
            .imgproxy("SALT")
            .says("Salts, one for each key.");

    public static final Setting<Integer> IMG_SIGNATURE_SIZE = Setting.of("img.signature-size", wholeNumber(1, 32))
            .otherwise("32")
            .imgproxy("SIGNATURE_SIZE")
            .says("How many bytes of the HMAC a signature has.");

    public static final Setting<List<Secret>> IMG_TRUSTED_SIGNATURES = Setting.of(
                    "img.trusted-signatures", SecretReaders.textList())
            .kept()
            .imgproxy("TRUSTED_SIGNATURES")
            .says("Texts that are accepted in place of a signature.");

    public static final Setting<Duration> IMG_TTL = Setting.of("img.ttl", duration("0", "3650 d"))
            .otherwise("365 d")
            .imgproxy("TTL")
            .says("`max-age` of renditions asked for in imgproxy's language; `0` makes caches ask every time.");

    public static final Setting<String> IMG_ARGUMENTS_SEPARATOR = Setting.of(
                    "img.arguments-separator",
                    text("one to eight of the characters `: ; , = ~ ! $ & ' ( ) * +`", "[:;,=~!$&'()*+]{1,8}"))
            .otherwise(":")
            .imgproxy("ARGUMENTS_SEPARATOR")
            .says("What stands between an option's name and its arguments.");

    public static final Setting<String> IMG_PRESETS = Setting.of(
                    "img.presets",
                    text("definitions `name=option:argument/option:argument`, separated by commas", "(?s).*"))
            .imgproxy("PRESETS")
            .says("Options under a name, used as `preset:name` here and `preset=name` in the query language: "
                    + "`thumb=rs:fill:320:200/q:70,sharp=sh:0.7`. One named `default` is applied first to every URL of "
                    + "imgproxy's language.");

    public static final Setting<String> IMG_PRESETS_SEPARATOR = Setting.of(
                    "img.presets-separator", text("one to eight characters", ".{1,8}"))
            .otherwise(",")
            .imgproxy("PRESETS_SEPARATOR")
            .says("What stands between two presets in `tomthumb.img.presets`.");

    public static final Setting<Optional<Path>> IMG_PRESETS_PATH = Setting.of(
                    "img.presets-path", optional(absolutePath("a text file")))
            .imgproxy("PRESETS_PATH")
            .says("A file of presets, one a line; lines that begin with `#` say nothing.");

    public static final Setting<Boolean> IMG_ONLY_PRESETS = Setting.of("img.only-presets", bool())
            .otherwise("false")
            .imgproxy("ONLY_PRESETS")
            .says("Whether URLs take nothing but presets: `/img/<signature>/thumb:sharp/plain/…`.");

    public static final Setting<List<String>> IMG_ALLOWED_OPTIONS = Setting.of(
                    "img.allowed-options", Readers.words("names of options separated by commas", "[a-z_\\-]+"))
            .imgproxy("ALLOWED_PROCESSING_OPTIONS")
            .says("The options that URLs may use; presets may use all. Not set: all of them.");

    public static final Setting<Boolean> IMG_ALLOW_SECURITY_OPTIONS = Setting.of("img.allow-security-options", bool())
            .otherwise("false")
            .imgproxy("ALLOW_SECURITY_OPTIONS")
            .says("Whether URLs may set limits of their own (`max_src_resolution` and its like). Only for signed URLs "
                    + "that nobody else can make.");

    public static final Setting<Boolean> IMG_ALLOW_BYPASS_CACHE = Setting.of("img.allow-bypass-cache", bool())
            .otherwise("false")
            .imgproxy("ALLOW_BYPASS_CACHE")
            .says("Whether URLs may have their rendition made anew every time (`bypass_cache`).");

    public static final Setting<Integer> IMG_MAX_CHAINED_PIPELINES = Setting.of(
                    "img.max-chained-pipelines", wholeNumber(1, 64))
            .otherwise("8")
            .imgproxy("MAX_CHAINED_PIPELINES", most -> isZero(most) ? Optional.empty() : Optional.of(most))
            .says(
                    "The most pipelines that one URL may chain with `/-/`. imgproxy's `0`, no limit, is the default here.");

    public static final Setting<List<UrlReplacement>> IMG_URL_REPLACEMENTS = Setting.of(
                    "img.url-replacements", UrlReplacement.list())
            .imgproxy("URL_REPLACEMENTS")
            .says("What the beginnings of source URLs stand for, so that URLs can be short: "
                    + "`mys3://=s3://my-bucket/images/`.");

    public static final Setting<String> IMG_BASE_URL = Setting.of(
                    "img.base-url", text("printable ASCII", "[\\x21-\\x7e]{0,500}"))
            .imgproxy("BASE_URL")
            .says("Stands before every source URL that does not begin with it.");

    public static final Setting<Boolean> IMG_BASE64_URL_INCLUDES_FILENAME = Setting.of(
                    "img.base64-url-includes-filename", bool())
            .otherwise("false")
            .imgproxy("BASE64_URL_INCLUDES_FILENAME")
            .says("Whether the last segment behind a base64url or encrypted source is a file's name for readers, and "
                    + "left out.");

    public static final Setting<String> IMG_SOURCE_URL_QUERY_SEPARATOR = Setting.of(
                    "img.source-url-query-separator", text("one to eight printable characters", "[\\x21-\\x7e]{1,8}"))
            .otherwise("?")
            .imgproxy("SOURCE_URL_QUERY_SEPARATOR")
            .says("What separates an object's version from its key in a source URL such as `s3://bucket/key?version`.");

    public static final Setting<Optional<Secret>> IMG_SOURCE_URL_ENCRYPTION_KEY = Setting.of(
                    "img.source-url-encryption-key", optional(SecretReaders.aesKey()))
            .kept()
            .imgproxy("SOURCE_URL_ENCRYPTION_KEY")
            .says("The AES key of encrypted source URLs (`/enc/…`), in hexadecimal digits. Sign such URLs too: without "
                    + "signatures whoever tries long enough can alter or read them.");

    // ---- Query language

    public static final Setting<Optional<Secret>> QUERY_KEY = Setting.of("query.key", optional(SecretReaders.text(16)))
            .kept()
            .says("The key that signs query URLs. Signed URLs get exactly the size they ask for.");

    public static final Setting<List<Integer>> QUERY_LADDER = Setting.of(
                    "query.ladder", LadderReader.steps(HARD_MAX_DIMENSION))
            .otherwise("64,128,160,240,320,480,640,768,960,1280,1600,1920,2560")
            .says("The widths in pixels that unsigned query URLs are rounded up to, so that arbitrary sizes cannot "
                    + "flood the cache.");

    public static final Setting<Duration> QUERY_TTL = Setting.of("query.ttl", duration("0", "3650 d"))
            .otherwise("1 d")
            .says("`max-age` of renditions asked for in the query language.");

    // ---- Pictures

    public static final Setting<Integer> QUALITY = Setting.of("quality", wholeNumber(1, 100))
            .otherwise("80")
            .imgproxy("QUALITY")
            .says("Quality of formats with losses, where the URL says nothing.");

    public static final Setting<Map<ImageFormat, Integer>> FORMAT_QUALITY = Setting.of(
                    "format-quality", FormatReaders.qualities())
            .otherwise("webp=79,avif=63,jxl=77")
            .imgproxy("FORMAT_QUALITY")
            .says(
                    "Qualities of single formats, before `tomthumb.quality`. Formats without losses may be named, too, and "
                            + "stay as they are.");

    public static final Setting<List<ImageFormat>> PREFERRED_FORMATS = Setting.of(
                    "preferred-formats", FormatReaders.list())
            .otherwise("jpeg,png,gif")
            .imgproxy("PREFERRED_FORMATS")
            .says("Formats a rendition may get when the URL names none and the original's own is not one of them.");

    public static final Setting<Boolean> AUTO_WEBP = Setting.of("auto-webp", bool())
            .otherwise("false")
            .imgproxy("AUTO_WEBP")
            .says("Whether browsers that name `image/webp` in `Accept` get WebP where the URL names no format.");

    public static final Setting<Boolean> ENFORCE_WEBP = Setting.of("enforce-webp", bool())
            .otherwise("false")
            .imgproxy("ENFORCE_WEBP")
            .says("As `tomthumb.auto-webp`, and even where the URL names another format.");

    public static final Setting<Boolean> STRIP_COLOR_PROFILE = Setting.of("strip-color-profile", bool())
            .otherwise("true")
            .imgproxy("STRIP_COLOR_PROFILE")
            .says(
                    "Whether colours are converted to sRGB. `false` hands an original's colour profile on, with its colours "
                            + "as they are; formats without a place for it, such as GIF, get sRGB all the same.");

    public static final Setting<Boolean> LINEAR_COLORSPACE = Setting.of("linear-colorspace", bool())
            .otherwise("false")
            .imgproxy("USE_LINEAR_COLORSPACE")
            .says("Whether pixels are weighed in proportion to light when they are scaled. Fine bright patterns keep "
                    + "their brightness; costs several times the work and memory, for nothing is decoded at a smaller "
                    + "scale.");

    public static final Setting<Boolean> AUTO_ROTATE = Setting.of("auto-rotate", bool())
            .otherwise("true")
            .imgproxy("AUTO_ROTATE")
            .says(
                    "Whether pictures are turned upright by the orientation their EXIF data tell, where a URL does not say. "
                            + "Cameras that are held sideways rely on it.");

    public static final Setting<Libvips> LIBVIPS = Setting.of("libvips", Libvips.reader())
            .otherwise("off")
            .says("Whether AVIF, HEIC and JPEG XL are read and written by a libvips that is installed on the machine; "
                    + "needs JNA in Tomcat's `lib`. Foreign files reach native code then: see docs/operations.md.");

    public static final Setting<Integer> AVIF_SPEED = Setting.of("avif.speed", wholeNumber(0, 9))
            .otherwise("8")
            .imgproxy("AVIF_SPEED")
            .says("How fast AVIFs are written: 9 is fast, 0 is small.");

    public static final Setting<Integer> JXL_EFFORT = Setting.of("jxl.effort", wholeNumber(1, 9))
            .otherwise("4")
            .imgproxy("JXL_EFFORT")
            .says("How hard JPEG XLs are compressed: 1 is fast, 9 is small.");

    public static final Setting<TruncatedOriginals> TRUNCATED_ORIGINALS = Setting.of(
                    "truncated-originals", oneOf(TruncatedOriginals.class))
            .otherwise("refuse")
            .says(
                    "What becomes of a JPEG whose end is missing: `refuse` answers that it is damaged, `render` shows what "
                            + "is there, with grey for the rest.");

    public static final Setting<Boolean> WARM_UP = Setting.of("warm-up", bool())
            .otherwise("true")
            .says("Whether some drawn pictures are rendered in the background after the start, so that the first "
                    + "visitors do not wait for code that has not been compiled yet.");

    // ---- Limits

    public static final Setting<Long> MAX_SRC_RESOLUTION = Setting.of(
                    "max-src-resolution", megapixels(HARD_MAX_MEGAPIXELS))
            .otherwise("50")
            .imgproxy("MAX_SRC_RESOLUTION")
            .says("The largest original, in megapixels; checked before anything is decoded.");

    public static final Setting<Long> MAX_SRC_FILE_SIZE = Setting.of("max-src-file-size", bytes("1 kB", "2047 MB"))
            .otherwise("64 MB")
            .imgproxy("MAX_SRC_FILE_SIZE", size -> Optional.of(isZero(size) ? "2047 MB" : size))
            .says("The largest original file. imgproxy's `0`, no limit, becomes the largest value here.");

    public static final Setting<Integer> MAX_RESULT_DIMENSION = Setting.of(
                    "max-result-dimension", wholeNumber(1, HARD_MAX_DIMENSION))
            .otherwise("8192")
            .imgproxy(
                    "MAX_RESULT_DIMENSION",
                    pixels -> Optional.of(isZero(pixels) ? Integer.toString(HARD_MAX_DIMENSION) : pixels))
            .says(
                    "The longest side of a rendition, in pixels. imgproxy's `0`, no limit, becomes the largest value here.");

    public static final Setting<Integer> MAX_ANIMATION_FRAMES = Setting.of(
                    "max-animation-frames", wholeNumber(1, 10_000))
            .otherwise("1")
            .imgproxy("MAX_ANIMATION_FRAMES")
            .says("How many frames of an animated GIF or WebP are kept; the rest is cut off. `1` makes stills of "
                    + "animations.");

    public static final Setting<Optional<Long>> MAX_ANIMATION_FRAME_RESOLUTION = Setting.of(
                    "max-animation-frame-resolution", orOff(megapixels(HARD_MAX_MEGAPIXELS)))
            .otherwise("off")
            .imgproxy("MAX_ANIMATION_FRAME_RESOLUTION", size -> Optional.of(isZero(size) ? "off" : size))
            .says("The largest frame of an animation, in megapixels. `off`: all frames that are kept count together as "
                    + "one original (`tomthumb.max-src-resolution`).");

    public static final Setting<Boolean> ALWAYS_RASTERIZE_SVG = Setting.of("always-rasterize-svg", bool())
            .otherwise("false")
            .imgproxy("ALWAYS_RASTERIZE_SVG")
            .says("Whether an SVG becomes pixels even if no format is asked for. Otherwise it stays an SVG then, with "
                    + "everything taken out that could run or load something.");

    public static final Setting<Boolean> SANITIZE_SVG = Setting.of("sanitize-svg", bool())
            .otherwise("true")
            .imgproxy("SANITIZE_SVG")
            .says("Whether scripts, external references and the like are taken out of an SVG that stays one. `false` "
                    + "is for sites whose originals are all their own; the Content-Security-Policy that is always sent still "
                    + "keeps browsers from running them.");

    public static final Setting<Boolean> ENFORCE_THUMBNAIL = Setting.of("enforce-thumbnail", bool())
            .otherwise("false")
            .imgproxy("ENFORCE_THUMBNAIL")
            .says(
                    "Whether of an AVIF or HEIC the small picture is used that many cameras put into the file, where there is "
                            + "one. It takes a fraction of the time, and renditions are no larger than it.");

    public static final Setting<Duration> TIMEOUT = Setting.of("timeout", duration("100 ms", "10 min"))
            .otherwise("10 s")
            .imgproxy("TIMEOUT")
            .says("How long a rendition may take, waiting and download included.");

    public static final Setting<Duration> DOWNLOAD_TIMEOUT = Setting.of(
                    "download-timeout", duration("100 ms", "10 min"))
            .otherwise("5 s")
            .imgproxy("DOWNLOAD_TIMEOUT")
            .says("How long fetching an original may take.");

    public static final Setting<Integer> WORKERS = Setting.of("workers", wholeNumber(1, 1024))
            .otherwise(
                    "the number of processors",
                    surroundings -> Integer.toString(surroundings.installation().processors()))
            .imgproxy("WORKERS")
            .says("How many renditions are made at a time.");

    public static final Setting<Integer> FETCHERS = Setting.of("fetchers", wholeNumber(1, 1024))
            .otherwise("32")
            .says("How many originals are fetched at a time.");

    public static final Setting<Integer> QUEUE_SIZE = Setting.of("queue-size", wholeNumber(0, 100_000))
            .otherwise("256")
            .imgproxy("REQUESTS_QUEUE_SIZE", size -> Optional.of(isZero(size) ? "100000" : size))
            .says(
                    "How many renditions may wait to be made; more are refused with 503. imgproxy's `0`, no limit, becomes "
                            + "the largest value here.");

    public static final Setting<Long> RENDER_MEMORY = Setting.of("render-memory", bytes("16 MB", "1024 GB"))
            .otherwise("a quarter of `-Xmx`", SettingTable::quarterOfHeap)
            .says("How many bytes of decoded pixels may be held at a time; who needs more waits.");

    public static final Setting<AsyncMode> ASYNC = Setting.of("async", oneOf(AsyncMode.class))
            .otherwise("auto")
            .says("How requests wait: `auto` without a container thread where all filters in front allow it, `force` "
                    + "even where they do not say so, `off` never.");

    public static final Setting<Optional<Integer>> BLOCKING_WAITERS = Setting.of(
                    "blocking-waiters", optional(wholeNumber(0, 1000)))
            .says(
                    "How many container threads may wait for a rendition where there is no other way; the rest get 503. Not "
                            + "set: half of the connector's threads, shared out among all applications of this JVM that have "
                            + "Tomthumb, and at most 64 in one, so that the sites themselves always have some left. Virtual "
                            + "threads (`useVirtualThreads` of the connector) may all wait.");

    // ---- Cache

    public static final Setting<Optional<Path>> CACHE_CONFIG = Setting.of(
                    "cache.config", optional(absolutePath("an `ehcache.xml`")))
            .says(
                    "The cache's own configuration. Not set: `${catalina.base}/conf/tomthumb/ehcache.xml` if there is one, "
                            + "else the one inside the jar.");

    public static final Setting<Path> CACHE_DIR = Setting.of("cache.dir", absolutePath("a directory"))
            .otherwise(
                    "`${catalina.base}/tomthumb/<context>`",
                    surroundings -> surroundings
                            .installation()
                            .stateDirectory()
                            .toAbsolutePath()
                            .toString())
            .says("Where renditions are kept across restarts; never inside Tomcat's `work` or `temp`.");

    public static final Setting<Long> CACHE_MAX_HEAP_OBJECT = Setting.of("cache.max-heap-object", bytes("0 B", "64 MB"))
            .otherwise("256 kB")
            .says("Larger renditions skip the heap tier, which counts entries and not bytes.");

    // ---- Responses and operators

    public static final Setting<String> X_CACHE_NAME = Setting.of(
                    "x-cache-name", text("letters, digits, `.`, `_` and `-`", "[A-Za-z0-9._\\-]{1,40}"))
            .otherwise("tomthumb")
            .says("The name in `X-Cache: Hit from tomthumb`; `cloudfront` keeps old probes working.");

    public static final Setting<Optional<String>> CORS = Setting.of("cors", optional(Readers.origin()))
            .imgproxy("ALLOW_ORIGIN")
            .says("`Access-Control-Allow-Origin` of image responses. Not set: the header is not sent.");

    public static final Setting<Optional<Secret>> OPS_TOKEN = Setting.of("ops.token", optional(SecretReaders.text(16)))
            .kept()
            .says("The token for health details, metrics and everything that changes state. Not set: only this machine "
                    + "itself may look, and nobody may change anything.");

    /**
     * Settings that belong together.
     *
     * @param title a heading
     * @param settings in the order of the page
     */
    public record Group(String title, List<Setting<?>> settings) {}

    private static final List<Group> GROUPS = List.of(
            new Group("Originals", List.of(MOUNTS, HOST_FILES, PRIVATE, LOCAL_ROOT)),
            new Group(
                    "S3",
                    List.of(
                            S3_ENDPOINT,
                            S3_REGION,
                            S3_ACCESS_KEY,
                            S3_SECRET_KEY,
                            S3_PATH_STYLE,
                            S3_ANONYMOUS,
                            S3_BUCKETS)),
            new Group(
                    "More of S3",
                    Stream.of(StoreSettings.ALL, RoleSettings.ALL)
                            .flatMap(List::stream)
                            .toList()),
            new Group(
                    "Web sources",
                    List.of(
                            HTTP_ALLOW,
                            HTTP_MAX_REDIRECTS,
                            HTTP_USER_AGENT,
                            HTTP_ALLOW_LOOPBACK,
                            HTTP_ALLOW_LINK_LOCAL,
                            HTTP_ALLOW_PRIVATE)),
            new Group(
                    "imgproxy's URL language",
                    List.of(
                            IMG_PREFIX,
                            IMG_KEY,
                            IMG_SALT,
                            IMG_SIGNATURE_SIZE,
                            IMG_TRUSTED_SIGNATURES,
                            IMG_TTL,
                            IMG_ARGUMENTS_SEPARATOR,
                            IMG_PRESETS,
                            IMG_PRESETS_SEPARATOR,
                            IMG_PRESETS_PATH,
                            IMG_ONLY_PRESETS,
                            IMG_ALLOWED_OPTIONS,
                            IMG_ALLOW_SECURITY_OPTIONS,
                            IMG_ALLOW_BYPASS_CACHE,
                            IMG_MAX_CHAINED_PIPELINES,
                            IMG_URL_REPLACEMENTS,
                            IMG_BASE_URL,
                            IMG_BASE64_URL_INCLUDES_FILENAME,
                            IMG_SOURCE_URL_QUERY_SEPARATOR,
                            IMG_SOURCE_URL_ENCRYPTION_KEY)),
            AnswerSettings.IMGPROXYS_ANSWERS,
            InfoSettings.INFO,
            new Group(
                    "Query language",
                    List.of(QUERY_KEY, QUERY_LADDER, QUERY_TTL, QuerySettings.QUERY_CACHE_CONTROL_PASSTHROUGH)),
            new Group(
                    "Pictures",
                    joined(
                            List.of(
                                    QUALITY,
                                    FORMAT_QUALITY,
                                    PREFERRED_FORMATS,
                                    AUTO_WEBP,
                                    ENFORCE_WEBP,
                                    STRIP_COLOR_PROFILE,
                                    LINEAR_COLORSPACE,
                                    AUTO_ROTATE),
                            EncodingSettings.ALL,
                            SearchSettings.ALL,
                            List.of(LIBVIPS, AVIF_SPEED, JXL_EFFORT, TRUNCATED_ORIGINALS, WARM_UP))),
            AnswerSettings.FORMATS,
            AnswerSettings.FALLBACK,
            new Group("Watermarks", WatermarkSettings.ALL),
            new Group(
                    "Limits",
                    List.of(
                            MAX_SRC_RESOLUTION,
                            MAX_SRC_FILE_SIZE,
                            MAX_RESULT_DIMENSION,
                            MAX_ANIMATION_FRAMES,
                            MAX_ANIMATION_FRAME_RESOLUTION,
                            ALWAYS_RASTERIZE_SVG,
                            SANITIZE_SVG,
                            ENFORCE_THUMBNAIL,
                            TIMEOUT,
                            DOWNLOAD_TIMEOUT,
                            WORKERS,
                            FETCHERS,
                            QUEUE_SIZE,
                            RENDER_MEMORY,
                            ASYNC,
                            BLOCKING_WAITERS)),
            new Group("Cache", List.of(CACHE_CONFIG, CACHE_DIR, CACHE_MAX_HEAP_OBJECT)),
            CloudFrontSettings.SIGNED,
            FreshnessSettings.FRESHNESS,
            new Group("Kept originals", OriginalSettings.ALL),
            WarmSettings.WARMING,
            SharedSettings.SHARED,
            ResponseSettings.ANSWERS,
            new Group("Responses and operators", List.of(X_CACHE_NAME, CORS, OPS_TOKEN)),
            ConsoleSettings.CONSOLE,
            SizeSettings.SIZES,
            TagSettings.TAGS,
            RegisterSettings.REGISTERING,
            DrainSettings.DRAINING,
            AnswerSettings.DEVELOPMENT);

    /** The page, group by group. */
    public static List<Group> groups() {
        return GROUPS;
    }

    /** All settings in the order of the page. */
    public static List<Setting<?>> all() {
        return GROUPS.stream()
                .<Setting<?>>flatMap(group -> group.settings().stream())
                .toList();
    }

    @SafeVarargs
    private static List<Setting<?>> joined(List<Setting<?>>... lists) {
        return Stream.of(lists).<Setting<?>>flatMap(List::stream).toList();
    }

    private static String quarterOfHeap(Surroundings surroundings) {
        return Math.max(16, surroundings.installation().maxHeapBytes() / 4 >> 20) + " MB";
    }

    private static boolean isZero(String text) {
        return text.matches("0+");
    }

    private static boolean isTrue(String text) {
        return ImgproxyTexts.TRUE.contains(text);
    }

    private static boolean isFalse(String text) {
        return ImgproxyTexts.FALSE.contains(text);
    }
}
