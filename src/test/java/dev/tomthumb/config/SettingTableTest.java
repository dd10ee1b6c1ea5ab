package dev.tomthumb.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTableTest {
    private static final List<Installation> INSTALLATIONS = List.of(
            new Installation(true, 2, 1L << 30, Path.of("/srv/tomcat/tomthumb/ROOT")),
            new Installation(false, 64, 1L << 24, Path.of("state")));

    @Test
    void everyConstantIsOnThePage() {
        List<Object> constants = Stream.of(
                        SettingTable.class,
                        AnswerSettings.class,
                        CloudFrontSettings.class,
                        DrainSettings.class,
                        InfoSettings.class,
                        OriginalSettings.class,
                        QuerySettings.class,
                        RegisterSettings.class,
                        StoreSettings.class,
                        RoleSettings.class,
                        EncodingSettings.class,
                        FreshnessSettings.class,
                        ResponseSettings.class,
                        SearchSettings.class,
                        TagSettings.class,
                        SharedSettings.class,
                        WarmSettings.class,
                        WatermarkSettings.class,
                        ConsoleSettings.class,
                        SizeSettings.class)
                .flatMap(page -> Arrays.stream(page.getFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Setting.class)
                .map(SettingTableTest::valueOf)
                .toList();

        assertThat(constants).isNotEmpty();
        assertThat(List.<Object>copyOf(SettingTable.all())).containsExactlyInAnyOrderElementsOf(constants);
    }

    private static Object valueOf(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void namesAndEnvironmentSpellingsAreUnique() {
        assertThat(SettingTable.all()).extracting(Setting::name).doesNotHaveDuplicates();
        assertThat(SettingTable.all()).extracting(Setting::environmentName).doesNotHaveDuplicates();
    }

    @Test
    void everySettingIsExplained() {
        assertThat(SettingTable.all())
                .allSatisfy(setting -> assertThat(setting.sentence()).endsWith("."));
    }

    @Test
    void everyDefaultCanBeReadOnEveryInstallation() throws SettingsException {
        for (Installation installation : INSTALLATIONS) {
            Settings ours = SettingsLoader.load(SettingTexts.ofProperties(Map.of()), installation);
            Settings imgproxys = SettingsLoader.load(
                    new SettingTexts(Map.of(), Map.of("IMGPROXY_QUALITY", "70"), Map.of()), installation);

            assertThat(SettingTable.all()).allSatisfy(setting -> {
                assertThat(ours.origin(setting)).isEqualTo("default");
                assertThat((Object) imgproxys.get(setting)).isNotNull();
            });
        }
    }

    /** The names other pages promise. */
    @ParameterizedTest
    @CsvSource({
        "tomthumb.mounts,                TOMTHUMB_MOUNTS,                ",
        "tomthumb.s3.endpoint,           TOMTHUMB_S3_ENDPOINT,           S3_ENDPOINT",
        "tomthumb.s3.region,             TOMTHUMB_S3_REGION,             S3_REGION",
        "tomthumb.s3.access-key,         TOMTHUMB_S3_ACCESS_KEY,         ",
        "tomthumb.s3.secret-key,         TOMTHUMB_S3_SECRET_KEY,         ",
        "tomthumb.s3.path-style,         TOMTHUMB_S3_PATH_STYLE,         S3_ENDPOINT_USE_PATH_STYLE",
        "tomthumb.s3.anonymous,          TOMTHUMB_S3_ANONYMOUS,          ",
        "tomthumb.s3.buckets,            TOMTHUMB_S3_BUCKETS,            S3_ALLOWED_BUCKETS",
        "tomthumb.s3.buckets,            TOMTHUMB_S3_BUCKETS,            USE_S3",
        "tomthumb.http.allow,            TOMTHUMB_HTTP_ALLOW,            ALLOWED_SOURCES",
        "tomthumb.http.max-redirects,    TOMTHUMB_HTTP_MAX_REDIRECTS,    MAX_REDIRECTS",
        "tomthumb.http.user-agent,       TOMTHUMB_HTTP_USER_AGENT,       USER_AGENT",
        "tomthumb.http.allow-loopback,   TOMTHUMB_HTTP_ALLOW_LOOPBACK,   ALLOW_LOOPBACK_SOURCE_ADDRESSES",
        "tomthumb.http.allow-link-local, TOMTHUMB_HTTP_ALLOW_LINK_LOCAL, ALLOW_LINK_LOCAL_SOURCE_ADDRESSES",
        "tomthumb.http.allow-private,    TOMTHUMB_HTTP_ALLOW_PRIVATE,    ALLOW_PRIVATE_SOURCE_ADDRESSES",
        "tomthumb.local.root,            TOMTHUMB_LOCAL_ROOT,            LOCAL_FILESYSTEM_ROOT",
        "tomthumb.img.prefix,            TOMTHUMB_IMG_PREFIX,            PATH_PREFIX",
        "tomthumb.img.key,               TOMTHUMB_IMG_KEY,               KEY",
        "tomthumb.img.salt,              TOMTHUMB_IMG_SALT,              SALT",
        "tomthumb.img.signature-size,    TOMTHUMB_IMG_SIGNATURE_SIZE,    SIGNATURE_SIZE",
        "tomthumb.img.trusted-signatures,TOMTHUMB_IMG_TRUSTED_SIGNATURES,TRUSTED_SIGNATURES",
        "tomthumb.img.ttl,               TOMTHUMB_IMG_TTL,               TTL",
        "tomthumb.query.key,             TOMTHUMB_QUERY_KEY,             ",
        "tomthumb.query.ladder,          TOMTHUMB_QUERY_LADDER,          ",
        "tomthumb.query.ttl,             TOMTHUMB_QUERY_TTL,             ",
        "tomthumb.private,               TOMTHUMB_PRIVATE,               ",
        "tomthumb.host-files,            TOMTHUMB_HOST_FILES,            ",
        "tomthumb.cache.config,          TOMTHUMB_CACHE_CONFIG,          ",
        "tomthumb.cache.dir,             TOMTHUMB_CACHE_DIR,             ",
        "tomthumb.cache.max-heap-object, TOMTHUMB_CACHE_MAX_HEAP_OBJECT, ",
        "tomthumb.quality,               TOMTHUMB_QUALITY,               QUALITY",
        "tomthumb.format-quality,        TOMTHUMB_FORMAT_QUALITY,        FORMAT_QUALITY",
        "tomthumb.preferred-formats,     TOMTHUMB_PREFERRED_FORMATS,     PREFERRED_FORMATS",
        "tomthumb.auto-webp,             TOMTHUMB_AUTO_WEBP,             AUTO_WEBP",
        "tomthumb.enforce-webp,          TOMTHUMB_ENFORCE_WEBP,          ENFORCE_WEBP",
        "tomthumb.max-src-resolution,    TOMTHUMB_MAX_SRC_RESOLUTION,    MAX_SRC_RESOLUTION",
        "tomthumb.max-src-file-size,     TOMTHUMB_MAX_SRC_FILE_SIZE,     MAX_SRC_FILE_SIZE",
        "tomthumb.max-result-dimension,  TOMTHUMB_MAX_RESULT_DIMENSION,  MAX_RESULT_DIMENSION",
        "tomthumb.workers,               TOMTHUMB_WORKERS,               WORKERS",
        "tomthumb.fetchers,              TOMTHUMB_FETCHERS,              ",
        "tomthumb.queue-size,            TOMTHUMB_QUEUE_SIZE,            REQUESTS_QUEUE_SIZE",
        "tomthumb.render-memory,         TOMTHUMB_RENDER_MEMORY,         ",
        "tomthumb.timeout,               TOMTHUMB_TIMEOUT,               TIMEOUT",
        "tomthumb.download-timeout,      TOMTHUMB_DOWNLOAD_TIMEOUT,      DOWNLOAD_TIMEOUT",
        "tomthumb.blocking-waiters,      TOMTHUMB_BLOCKING_WAITERS,      ",
        "tomthumb.async,                 TOMTHUMB_ASYNC,                 ",
        "tomthumb.x-cache-name,          TOMTHUMB_X_CACHE_NAME,          ",
        "tomthumb.ops.token,             TOMTHUMB_OPS_TOKEN,             ",
        "tomthumb.cors,                  TOMTHUMB_CORS,                  ALLOW_ORIGIN",
    })
    void everyPromisedNameIsThere(String name, String variable, String imgproxyName) {
        Setting<?> setting = SettingTable.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();

        assertThat(setting.environmentName()).isEqualTo(variable);
        if (imgproxyName == null) {
            assertThat(setting.aliases()).isEmpty();
        } else {
            assertThat(setting.aliases()).extracting(Setting.Alias::name).contains(imgproxyName);
        }
    }
}
