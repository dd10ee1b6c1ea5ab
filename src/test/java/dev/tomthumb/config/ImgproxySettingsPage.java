package dev.tomthumb.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code docs/imgproxy-settings.md}: what becomes of each of imgproxy's variables that has a meaning here. */
final class ImgproxySettingsPage {
    private static final String INTRODUCTION = """
            # imgproxy's settings here

            This page is made from the table of settings in the code; a test fails when they differ, and when a variable has
            no answer. Names stand without `IMGPROXY_`. "Yes" means: set the variable as you did, or our own name.

            A variable of imgproxy's that has no effect here is named in the log at the start.

            | `IMGPROXY_…` | here | setting, reason or difference |
            | --- | --- | --- |
            """;

    /** imgproxy's documentation lists these; what concerns its process, its vendors' monitoring or video is left out. */
    static final List<String> THAT_MATTER = List.of(
            "KEY",
            "SALT",
            "SIGNATURE_SIZE",
            "TRUSTED_SIGNATURES",
            "TIMEOUT",
            "GRACEFUL_STOP_TIMEOUT",
            "DOWNLOAD_TIMEOUT",
            "WORKERS",
            "REQUESTS_QUEUE_SIZE",
            "TTL",
            "CACHE_CONTROL_PASSTHROUGH",
            "SET_CANONICAL_HEADER",
            "PATH_PREFIX",
            "USER_AGENT",
            "USE_ETAG",
            "ETAG_BUSTER",
            "USE_LAST_MODIFIED",
            "LAST_MODIFIED_BUSTER",
            "ENABLE_DEBUG_HEADERS",
            "MAX_SRC_RESOLUTION",
            "MAX_SRC_FILE_SIZE",
            "MAX_ANIMATION_FRAMES",
            "MAX_ANIMATION_FRAME_RESOLUTION",
            "MAX_RESULT_DIMENSION",
            "ALLOWED_PROCESSING_OPTIONS",
            "MAX_REDIRECTS",
            "SECRET",
            "ALLOW_ORIGIN",
            "ALLOWED_SOURCES",
            "ALLOW_LOOPBACK_SOURCE_ADDRESSES",
            "ALLOW_LINK_LOCAL_SOURCE_ADDRESSES",
            "ALLOW_PRIVATE_SOURCE_ADDRESSES",
            "SANITIZE_SVG",
            "ALLOW_SECURITY_OPTIONS",
            "ALLOW_BYPASS_CACHE",
            "QUALITY",
            "FORMAT_QUALITY",
            "JPEG_PROGRESSIVE",
            "ALWAYS_RASTERIZE_SVG",
            "AUTO_WEBP",
            "ENFORCE_WEBP",
            "AUTO_AVIF",
            "ENFORCE_AVIF",
            "AUTO_JXL",
            "ENFORCE_JXL",
            "PREFERRED_FORMATS",
            "SKIP_PROCESSING_FORMATS",
            "ENABLE_CLIENT_HINTS",
            "WATERMARK_DATA",
            "WATERMARK_PATH",
            "WATERMARK_URL",
            "WATERMARK_OPACITY",
            "CACHE_USE",
            "CACHE_PATH_PREFIX",
            "CACHE_BUCKET",
            "CACHE_KEY_HEADERS",
            "CACHE_KEY_COOKIES",
            "CACHE_REPORT_ERRORS",
            "CACHE_TAGS_FORMAT",
            "CACHE_FS_ROOT",
            "FALLBACK_IMAGE_DATA",
            "FALLBACK_IMAGE_PATH",
            "FALLBACK_IMAGE_URL",
            "FALLBACK_IMAGE_HTTP_CODE",
            "FALLBACK_IMAGE_TTL",
            "PRESETS",
            "PRESETS_SEPARATOR",
            "PRESETS_PATH",
            "ONLY_PRESETS",
            "SOURCE_URL_QUERY_SEPARATOR",
            "SOURCE_URL_ENCRYPTION_KEY",
            "LOCAL_FILESYSTEM_ROOT",
            "USE_S3",
            "S3_REGION",
            "S3_ENDPOINT",
            "S3_ENDPOINT_USE_PATH_STYLE",
            "S3_ASSUME_ROLE_ARN",
            "S3_ASSUME_ROLE_EXTERNAL_ID",
            "S3_ALLOWED_BUCKETS",
            "S3_DENIED_BUCKETS",
            "BASE_URL",
            "URL_REPLACEMENTS",
            "BASE64_URL_INCLUDES_FILENAME",
            "PROMETHEUS_BIND",
            "PROMETHEUS_NAMESPACE",
            "DEVELOPMENT_ERRORS_MODE",
            "ARGUMENTS_SEPARATOR",
            "USE_LINEAR_COLORSPACE",
            "DISABLE_SHRINK_ON_LOAD",
            "STRIP_METADATA",
            "KEEP_COPYRIGHT",
            "STRIP_COLOR_PROFILE",
            "AUTO_ROTATE",
            "RETURN_ATTACHMENT",
            "HEALTH_CHECK_PATH");

    /** What has no setting here, and why; or what a setting does otherwise. */
    static final Map<String, String> NOTES = notes();

    private ImgproxySettingsPage() {}

    private static Map<String, String> notes() {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put(
                "GRACEFUL_STOP_TIMEOUT", "Tomcat ends the requests of an application: `unloadDelay` of its `Context`.");
        notes.put("FALLBACK_IMAGE_TTL", "60 s where it is not set, so that a short fault stays short.");
        notes.put("FALLBACK_IMAGE_URL", "Fetched when it is first needed.");
        notes.put("WATERMARK_URL", "Fetched when it is first needed.");
        notes.put("CACHE_TAGS_FORMAT", "Tags stand in the URL, `cache_tags`, as they are.");
        notes.put(
                "DISABLE_SHRINK_ON_LOAD",
                "Decoding at a smaller scale never changes a size or a cut here; with `USE_LINEAR_COLORSPACE` it does not"
                        + " happen.");
        notes.put(
                "PROMETHEUS_BIND",
                "Metrics are at `/tomthumb/metrics` on Tomcat's own connector, guarded by `tomthumb.ops.token`.");
        notes.put("PROMETHEUS_NAMESPACE", "Metrics are called `tomthumb_…`.");
        notes.put(
                "ALLOWED_SOURCES", "Web servers; buckets and the local directory are opened by settings of their own.");
        String cache = "Every rendition is cached: tiers and sizes stand in `ehcache.xml`, see [cache.md](cache.md).";
        for (String name :
                List.of("CACHE_USE", "CACHE_PATH_PREFIX", "CACHE_BUCKET", "CACHE_FS_ROOT", "CACHE_REPORT_ERRORS")) {
            notes.put(name, cache);
        }
        notes.put(
                "CACHE_KEY_HEADERS",
                "Headers enter no key; what `Accept` and client hints choose is part of the request's meaning.");
        notes.put("CACHE_KEY_COOKIES", "Cookies enter no key.");
        return notes;
    }

    static String markdown() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        variables().forEach(name -> page.append(row(name)));
        return page.toString();
    }

    private static String row(String name) {
        Optional<String> setting = setting(name);
        Optional<String> note = Optional.ofNullable(NOTES.get(name));
        String verdict = setting.isEmpty()
                ? (note.orElse("").startsWith("Not ") ? "no" : "otherwise")
                : note.isEmpty() ? "yes" : "yes, different";
        String text = Stream.concat(setting.map(own -> "`" + own + "`").stream(), note.stream())
                .collect(Collectors.joining(": "));
        return "| `" + name + "` | " + verdict + " | " + text + " |\n";
    }

    /** Those that matter, and whatever else one of our settings answers to. */
    static List<String> variables() {
        Set<String> names = new LinkedHashSet<>(THAT_MATTER);
        SettingTable.all().stream()
                .flatMap(setting -> setting.aliases().stream())
                .map(Setting.Alias::name)
                .sorted()
                .forEach(names::add);
        return List.copyOf(names);
    }

    /** Our settings that answer to it. */
    static Optional<String> setting(String imgproxyName) {
        String names = SettingTable.all().stream()
                .filter(setting -> setting.aliases().stream()
                        .anyMatch(alias -> alias.name().equals(imgproxyName)))
                .map(Setting::name)
                .collect(Collectors.joining("`, `"));
        return Optional.of(names).filter(text -> !text.isEmpty());
    }
}
