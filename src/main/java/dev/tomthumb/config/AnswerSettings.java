package dev.tomthumb.config;

import static dev.tomthumb.config.AmountReaders.duration;
import static dev.tomthumb.config.Readers.absolutePath;
import static dev.tomthumb.config.Readers.bool;
import static dev.tomthumb.config.Readers.optional;
import static dev.tomthumb.config.Readers.text;

import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The part of the {@link SettingTable} that is about requests and answers: who may ask, and with what he is answered. */
public final class AnswerSettings {
    private AnswerSettings() {}

    // ---- imgproxy's answers

    public static final Setting<Optional<Secret>> IMG_SECRET = Setting.of("img.secret", optional(SecretReaders.text(1)))
            .kept()
            .imgproxy("SECRET")
            .says("What requests in imgproxy's language must bring along as `Authorization: Bearer …`; others get 403. "
                    + "Not set: nothing is asked for.");

    public static final Setting<Boolean> IMG_CACHE_CONTROL_PASSTHROUGH = Setting.of(
                    "img.cache-control-passthrough", bool())
            .otherwise("false")
            .imgproxy("CACHE_CONTROL_PASSTHROUGH")
            .says(
                    "Whether the `Cache-Control` or `Expires` of an original is handed on in place of `tomthumb.img.ttl`. "
                            + "Originals that are `private` or `no-store` are never public either way.");

    public static final Setting<Boolean> IMG_CANONICAL_LINK = Setting.of("img.canonical-link", bool())
            .otherwise("false")
            .imgproxy("SET_CANONICAL_HEADER")
            .says("Whether renditions of web sources name them in `Link: …; rel=\"canonical\"`.");

    public static final Setting<Boolean> IMG_RETURN_ATTACHMENT = Setting.of("img.return-attachment", bool())
            .otherwise("false")
            .imgproxy("RETURN_ATTACHMENT")
            .says("Whether browsers are told to save every picture instead of showing it.");

    public static final Setting<Boolean> IMG_USE_ETAG = Setting.of("img.use-etag", bool())
            .otherwise("true")
            .imgproxy("USE_ETAG")
            .says("Whether renditions carry an `ETag`; each size and format has one of its own.");

    public static final Setting<Optional<String>> IMG_ETAG_BUSTER = Setting.of(
                    "img.etag-buster",
                    optional(text("letters, digits, `.`, `_` and `-`, at most 64", "[A-Za-z0-9._\\-]{1,64}")))
            .imgproxy("ETAG_BUSTER")
            .says("A word in front of every `ETag`; another word makes all of them new.");

    public static final Setting<Boolean> IMG_USE_LAST_MODIFIED = Setting.of("img.use-last-modified", bool())
            .otherwise("true")
            .imgproxy("USE_LAST_MODIFIED")
            .says("Whether renditions carry the `Last-Modified` of their original.");

    public static final Setting<Optional<Instant>> IMG_LAST_MODIFIED_BUSTER = Setting.of(
                    "img.last-modified-buster", optional(AnswerReaders.instant()))
            .imgproxy("LAST_MODIFIED_BUSTER")
            .says("No `Last-Modified` is older than this; a later time makes all pictures new.");

    public static final Setting<Boolean> IMG_CLIENT_HINTS = Setting.of("img.client-hints", bool())
            .otherwise("false")
            .imgproxy("ENABLE_CLIENT_HINTS")
            .says("Whether `Sec-CH-Width` and `Sec-CH-DPR` decide what the URL leaves open. Widths are rounded up to "
                    + "`tomthumb.query.ladder`, ratios to 1, 1.5, 2, 3 or 4, so that no visitor can flood the cache.");

    public static final Setting<Optional<String>> IMG_HEALTH_PATH = Setting.of(
                    "img.health-path", optional(text("a path such as `/ping`", "/[A-Za-z0-9._~/\\-]{1,100}")))
            .imgproxy("HEALTH_CHECK_PATH")
            .says("A path below `tomthumb.img.prefix` that answers 200 while pictures can be made, besides `/health` "
                    + "there.");

    // ---- Formats

    public static final Setting<Boolean> AUTO_AVIF = Setting.of("auto-avif", bool())
            .otherwise("false")
            .imgproxy("AUTO_AVIF")
            .says("As `tomthumb.auto-webp`, for AVIF. What this installation cannot write is passed over; of several "
                    + "formats JPEG XL comes first, then AVIF, then WebP.");

    public static final Setting<Boolean> ENFORCE_AVIF = Setting.of("enforce-avif", bool())
            .otherwise("false")
            .imgproxy("ENFORCE_AVIF")
            .says("As `tomthumb.enforce-webp`, for AVIF.");

    public static final Setting<Boolean> AUTO_JXL = Setting.of("auto-jxl", bool())
            .otherwise("false")
            .imgproxy("AUTO_JXL")
            .says("As `tomthumb.auto-webp`, for JPEG XL.");

    public static final Setting<Boolean> ENFORCE_JXL = Setting.of("enforce-jxl", bool())
            .otherwise("false")
            .imgproxy("ENFORCE_JXL")
            .says("As `tomthumb.enforce-webp`, for JPEG XL.");

    public static final Setting<Set<ImageFormat>> SKIP_PROCESSING_FORMATS = Setting.of(
                    "skip-processing-formats", FormatReaders.set())
            .imgproxy("SKIP_PROCESSING_FORMATS")
            .says(
                    "Originals of these formats are passed on as they are, whatever size is asked for, where the URL names "
                            + "no other format.");

    // ---- Fallback image

    public static final Setting<Optional<Path>> FALLBACK_PATH = Setting.of(
                    "fallback-image.path", optional(absolutePath("an image file")))
            .imgproxy("FALLBACK_IMAGE_PATH")
            .says(
                    "A file that stands in for an original that cannot be had. It is read at the start and made to the size "
                            + "that was asked for.");

    public static final Setting<Optional<FileBytes>> FALLBACK_DATA = Setting.of(
                    "fallback-image.data", optional(FileBytes.base64()))
            .imgproxy("FALLBACK_IMAGE_DATA")
            .says("The same file as base64 text.");

    public static final Setting<Optional<SourceRef>> FALLBACK_URL = Setting.of(
                    "fallback-image.url", optional(SourceReader.one()))
            .imgproxy("FALLBACK_IMAGE_URL")
            .says("The same as the address of an original. It is fetched when it is needed first, so that the start of "
                    + "this server does not depend on another one.");

    public static final Setting<Integer> FALLBACK_HTTP_CODE = Setting.of(
                    "fallback-image.http-code", AnswerReaders.status())
            .otherwise("200")
            .imgproxy("FALLBACK_IMAGE_HTTP_CODE")
            .says("The status a fallback image is sent with; `0` = that of the fault it stands in for.");

    public static final Setting<Duration> FALLBACK_TTL = Setting.of("fallback-image.ttl", duration("0", "3650 d"))
            .otherwise("60 s")
            .imgproxy("FALLBACK_IMAGE_TTL", seconds -> seconds.matches("0+") ? Optional.empty() : Optional.of(seconds))
            .says("`max-age` of a fallback image: short, so that a fault that has passed does not stay in browsers.");

    public static final Setting<Set<Problem>> FALLBACK_FOR = Setting.of("fallback-image.for", AnswerReaders.faults())
            .otherwise("all")
            .says("The faults a fallback image stands in for, by the words of error answers; "
                    + "`original-missing` for missing originals alone.");

    public static final Setting<Boolean> FALLBACK_QUERY = Setting.of("fallback-image.query", bool())
            .otherwise("false")
            .says("Whether the query language has the fallback image as well.");

    // ---- For those who build a site

    public static final Setting<Boolean> DEBUG_HEADERS = Setting.of("debug-headers", bool())
            .otherwise("false")
            .imgproxy("ENABLE_DEBUG_HEADERS")
            .says("Whether responses tell the original's size (`X-Origin-Content-Length`, `X-Origin-Width`, "
                    + "`X-Origin-Height`), the result's (`X-Result-Width`, `X-Result-Height`) and how the URL was "
                    + "understood (`X-Tomthumb-Request`).");

    public static final Setting<Boolean> DEVELOPMENT_ERRORS = Setting.of("development-errors", bool())
            .otherwise("false")
            .imgproxy("DEVELOPMENT_ERRORS_MODE")
            .says("Whether error answers are pages with the whole stack trace. Never where strangers can see them.");

    static final SettingTable.Group IMGPROXYS_ANSWERS = new SettingTable.Group(
            "imgproxy's answers",
            List.of(
                    IMG_SECRET,
                    IMG_CACHE_CONTROL_PASSTHROUGH,
                    IMG_CANONICAL_LINK,
                    IMG_RETURN_ATTACHMENT,
                    IMG_USE_ETAG,
                    IMG_ETAG_BUSTER,
                    IMG_USE_LAST_MODIFIED,
                    IMG_LAST_MODIFIED_BUSTER,
                    IMG_CLIENT_HINTS,
                    IMG_HEALTH_PATH));

    static final SettingTable.Group FORMATS = new SettingTable.Group(
            "Choice of formats", List.of(AUTO_AVIF, ENFORCE_AVIF, AUTO_JXL, ENFORCE_JXL, SKIP_PROCESSING_FORMATS));

    static final SettingTable.Group FALLBACK = new SettingTable.Group(
            "Fallback image",
            List.of(
                    FALLBACK_PATH,
                    FALLBACK_DATA,
                    FALLBACK_URL,
                    FALLBACK_HTTP_CODE,
                    FALLBACK_TTL,
                    FALLBACK_FOR,
                    FALLBACK_QUERY));

    static final SettingTable.Group DEVELOPMENT =
            new SettingTable.Group("For those who build a site", List.of(DEBUG_HEADERS, DEVELOPMENT_ERRORS));
}
