package dev.tomthumb.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
    private static final Path STATE = Path.of("/srv/tomcat/tomthumb/ROOT");
    private static final Installation WAR = new Installation(true, 4, 4L << 30, STATE);
    private static final Installation HOST_APPLICATION = new Installation(false, 4, 4L << 30, STATE);

    private static Settings environment(Map<String, String> environment) throws SettingsException {
        return SettingsLoader.load(new SettingTexts(Map.of(), environment, Map.of()), WAR);
    }

    private static SettingsException refusal(SettingTexts texts) {
        return catchThrowableOfType(SettingsException.class, () -> SettingsLoader.load(texts, WAR));
    }

    private static SettingsException refusal(Map<String, String> properties) {
        return refusal(SettingTexts.ofProperties(properties));
    }

    static List<Setting<?>> all() {
        return SettingTable.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void ofAllPlacesThatSpeakTheFirstIsHeard(Setting<?> setting) {
        // A text no setting takes tells us by the mistake's origin which place was read.
        String nonsense = "\u0001";
        Map<String, String> environment = new HashMap<>();
        environment.put(setting.environmentName(), nonsense);
        Map<String, String> named = Map.of(setting.name(), nonsense);

        assertThat(origin(setting, new SettingTexts(named, environment, named))).isEqualTo("system property");
        assertThat(origin(setting, new SettingTexts(Map.of(), environment, named)))
                .isEqualTo("environment " + setting.environmentName());
        assertThat(origin(setting, new SettingTexts(Map.of(), Map.of(), named))).isEqualTo("context parameter");
    }

    @ParameterizedTest
    @MethodSource("all")
    void imgproxysNameIsHeardAfterOursAndBeforeTheDefault(Setting<?> setting) {
        for (Setting.Alias alias : setting.aliases()) {
            Map<String, String> both = Map.of(alias.environmentName(), "true", setting.environmentName(), "\u0001");
            Map<String, String> parameter = Map.of(setting.name(), "\u0001");

            assertThat(origin(setting, new SettingTexts(Map.of(), both, Map.of())))
                    .isEqualTo("environment " + setting.environmentName());
            assertThat(origin(setting, new SettingTexts(Map.of(), Map.of(alias.environmentName(), "true"), parameter)))
                    .isEqualTo("context parameter");
            assertThat(origin(setting, new SettingTexts(Map.of(), Map.of(alias.environmentName(), "true"), Map.of())))
                    .isEqualTo("environment " + alias.environmentName());
        }
    }

    private static String origin(Setting<?> setting, SettingTexts texts) {
        try {
            return SettingsLoader.load(texts, WAR).origin(setting);
        } catch (SettingsException e) {
            return e.mistakes().stream()
                    .filter(mistake -> mistake.name().equals(setting.name()))
                    .findFirst()
                    .orElseThrow()
                    .origin();
        }
    }

    @Test
    void blankTextSaysNothing() throws SettingsException {
        Settings settings = SettingsLoader.load(
                new SettingTexts(
                        Map.of("tomthumb.quality", "  "),
                        Map.of("TOMTHUMB_QUALITY", ""),
                        Map.of("tomthumb.quality", " 70 ")),
                WAR);

        assertThat(settings.get(SettingTable.QUALITY)).isEqualTo(70);
        assertThat(settings.origin(SettingTable.QUALITY)).isEqualTo("context parameter");
    }

    @Test
    void withoutAnyTextTheDefaultsApply() throws SettingsException {
        Settings settings = SettingsLoader.load(SettingTexts.ofProperties(Map.of()), WAR);

        assertThat(settings.get(SettingTable.MOUNTS)).isEmpty();
        assertThat(settings.get(SettingTable.S3_ENDPOINT)).isEmpty();
        assertThat(settings.get(SettingTable.IMG_PREFIX)).contains("/img/");
        assertThat(settings.get(SettingTable.IMG_TTL)).isEqualTo(Duration.ofDays(365));
        assertThat(settings.get(SettingTable.QUERY_TTL)).isEqualTo(Duration.ofDays(1));
        assertThat(settings.get(SettingTable.QUERY_LADDER))
                .startsWith(64)
                .endsWith(2560)
                .hasSize(13);
        assertThat(settings.get(SettingTable.MAX_SRC_RESOLUTION)).isEqualTo(50_000_000);
        assertThat(settings.get(SettingTable.MAX_SRC_FILE_SIZE)).isEqualTo(64L << 20);
        assertThat(settings.get(SettingTable.MAX_RESULT_DIMENSION)).isEqualTo(8192);
        assertThat(settings.get(SettingTable.CACHE_MAX_HEAP_OBJECT)).isEqualTo(256L << 10);
        assertThat(settings.get(SettingTable.WORKERS)).isEqualTo(4);
        assertThat(settings.get(SettingTable.RENDER_MEMORY)).isEqualTo(1L << 30);
        assertThat(settings.get(SettingTable.CACHE_DIR)).isEqualTo(STATE.toAbsolutePath());
        assertThat(settings.get(SettingTable.ASYNC)).isEqualTo(AsyncMode.AUTO);
        assertThat(settings.get(SettingTable.HTTP_ALLOW).patterns()).isEmpty();
        assertThat(settings.get(SettingTable.HTTP_ALLOW_PRIVATE)).isFalse();
        assertThat(settings.isSet(SettingTable.QUALITY)).isFalse();
        assertThat(settings.imgproxyEnvironment()).isFalse();
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void insideAHostApplicationImgproxysLanguageIsOffUntilAPrefixIsSet() throws SettingsException {
        Settings silent = SettingsLoader.load(SettingTexts.ofProperties(Map.of()), HOST_APPLICATION);
        Settings spoken =
                SettingsLoader.load(SettingTexts.ofProperties(Map.of("tomthumb.img.prefix", "/i/")), HOST_APPLICATION);

        assertThat(silent.get(SettingTable.IMG_PREFIX)).isEmpty();
        assertThat(spoken.get(SettingTable.IMG_PREFIX)).contains("/i/");
    }

    @Test
    void allMistakesAreReportedAtOnce() {
        SettingsException refusal = refusal(new SettingTexts(
                Map.of("tomthumb.quality", "900", "tomthumb.s3.endpont", "http://x"),
                Map.of("TOMTHUMB_WORKERS", "many", "TOMTHUMB_QUEUESIZE", "3", "IMGPROXY_TIMEOUT", "soon"),
                Map.of("tomthumb.img.key", "abcd", "tomthumb.photos", "x")));

        assertThat(refusal).hasMessage("""
                        7 settings are wrong:
                          tomthumb.quality (system property): "900" is more than 100; accepted: a whole number from 1 to 100.
                          tomthumb.timeout (environment IMGPROXY_TIMEOUT): "soon" is not a duration; accepted: seconds, or a number with `ms`, `s`, `min`, `h` or `d`, from 100 ms to 10 min.
                          tomthumb.workers (environment TOMTHUMB_WORKERS): "many" is not a whole number; accepted: a whole number from 1 to 1024.
                          tomthumb.img.key (context parameter): keys and salts do not pair up: 1 and 0; every key of tomthumb.img.key needs its salt in tomthumb.img.salt.
                          tomthumb.s3.endpont (system property): there is no setting of that name; the nearest is tomthumb.s3.endpoint.
                          TOMTHUMB_QUEUESIZE (environment): there is no setting of that name; the nearest is TOMTHUMB_QUEUE_SIZE.
                          tomthumb.photos (context parameter): there is no setting of that name; docs/settings.md lists all names.""".replace("\n", "\n"));
        assertThat(refusal.mistakes()).hasSize(7);
    }

    @Test
    void aNameNearNoneIsPointedToThePage() {
        assertThat(refusal(Map.of("tomthumb.completely.different", "1")).mistakes())
                .containsExactly(new Mistake(
                        "tomthumb.completely.different",
                        "system property",
                        "there is no setting of that name",
                        "docs/settings.md lists all names"));
    }

    @Test
    void otherPeoplesNamesAreNotOurs() throws SettingsException {
        SettingTexts texts = new SettingTexts(
                Map.of("java.home", "/jdk", "tomthumbs.up", "1"),
                Map.of("HOME", "/", "TOMTHUMBS", "1"),
                Map.of("javax.faces.X", "1"));

        assertThat(SettingsLoader.load(texts, WAR).warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SERVICE_HOST",
                "SERVICE_PORT",
                "SERVICE_PORT_HTTP",
                "PORT",
                "PORT_8080_TCP",
                "PORT_8080_TCP_ADDR",
                "PORT_8080_TCP_PROTO",
                "WEB_SERVICE_HOST",
                "WEB_PORT_8080_TCP"
            })
    void whatKubernetesAddsForAServiceOfOurNameIsNoSetting(String name) throws SettingsException {
        Settings settings = environment(
                Map.of("TOMTHUMB_" + name, "tcp://10.0.0.1:8080", "IMGPROXY_" + name, "tcp://10.0.0.2:8080"));

        assertThat(settings.imgproxyEnvironment()).isFalse();
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void oneImgproxySettingBringsImgproxysDefaultsAndAWarning() throws SettingsException {
        Settings settings = environment(Map.of("IMGPROXY_QUALITY", "70"));

        assertThat(settings.imgproxyEnvironment()).isTrue();
        assertThat(settings.get(SettingTable.HTTP_ALLOW).allows(java.net.URI.create("https://any.example/x.jpg")))
                .isTrue();
        assertThat(settings.get(SettingTable.HTTP_ALLOW_PRIVATE)).isTrue();
        assertThat(settings.get(SettingTable.HTTP_ALLOW_LOOPBACK)).isFalse();
        assertThat(settings.warnings())
                .containsExactly(
                        "IMGPROXY_* variables are set, so URLs may name any web server as their source, as with "
                                + "imgproxy; tomthumb.http.allow limits it.");
    }

    @Test
    void imgproxySettingsWithoutEffectAreNamedInOneWarning() throws SettingsException {
        Settings settings = environment(Map.of(
                "IMGPROXY_BIND", ":80", "IMGPROXY_WARP_DRIVE", "8", "IMGPROXY_ALLOWED_SOURCES", "https://a.example/"));

        assertThat(settings.warnings())
                .containsExactly("These imgproxy settings have no effect here: IMGPROXY_BIND, IMGPROXY_WARP_DRIVE.");
    }

    @Test
    void imgproxysRestrictionsOfTheInfoEndpointAreKept() throws SettingsException {
        Settings settings =
                environment(Map.of("IMGPROXY_ALLOWED_INFO_OPTIONS", "size", "IMGPROXY_INFO_ONLY_PRESETS", "false"));

        assertThat(settings.get(InfoSettings.IMG_ALLOWED_INFO_OPTIONS)).containsExactly("size");
        assertThat(settings.get(InfoSettings.IMG_INFO_ONLY_PRESETS)).contains(false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IMGPROXY_MAX_SRC_FILE_SIZE    | 0         | tomthumb.max-src-file-size    | 2146435072",
                "IMGPROXY_MAX_SRC_FILE_SIZE    | 1048576   | tomthumb.max-src-file-size    | 1048576",
                "IMGPROXY_MAX_RESULT_DIMENSION | 0         | tomthumb.max-result-dimension | 16384",
                "IMGPROXY_REQUESTS_QUEUE_SIZE  | 0         | tomthumb.queue-size           | 100000",
                "IMGPROXY_TTL                  | 31536000  | tomthumb.img.ttl              | PT8760H",
                "IMGPROXY_PATH_PREFIX          | /pics     | tomthumb.img.prefix           | Optional[/pics/]",
                "IMGPROXY_USE_S3               | true      | tomthumb.s3.buckets           | BucketNames[all=true, names=[]]",
                "IMGPROXY_USE_S3               | false     | tomthumb.s3.buckets           | BucketNames[all=false, names=[]]",
                "IMGPROXY_S3_ALLOWED_BUCKETS   | originals | tomthumb.s3.buckets           | BucketNames[all=false, names=[originals]]",
                "IMGPROXY_S3_DENIED_BUCKETS    | aa,bb     | tomthumb.s3.denied-buckets    | [aa, bb]",
                "IMGPROXY_FALLBACK_IMAGE_TTL   | 120       | tomthumb.fallback-image.ttl   | PT2M",
                "IMGPROXY_ENABLE_CLIENT_HINTS  | t         | tomthumb.img.client-hints     | true",
                "IMGPROXY_ALLOWED_SOURCES      | local://  | tomthumb.http.allow           | SourcePatterns[patterns=[]]",
            })
    void imgproxysTextsKeepTheirMeaning(String variable, String text, String name, String meaning)
            throws SettingsException {
        Settings settings = environment(Map.of(variable, text));
        Setting<?> setting = SettingTable.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();

        assertThat(String.valueOf(settings.get(setting))).isEqualTo(meaning);
        assertThat(settings.origin(setting)).isEqualTo("environment " + variable);
    }

    @Test
    void aListOfBucketsLimitsUseS3AndUseS3FalseEndsIt() throws SettingsException {
        Settings limited = environment(Map.of("IMGPROXY_USE_S3", "1", "IMGPROXY_S3_ALLOWED_BUCKETS", "originals"));
        Settings ended = environment(Map.of("IMGPROXY_USE_S3", "0", "IMGPROXY_S3_ALLOWED_BUCKETS", "originals"));

        assertThat(limited.get(SettingTable.S3_BUCKETS).allows("originals")).isTrue();
        assertThat(limited.get(SettingTable.S3_BUCKETS).allows("payroll")).isFalse();
        assertThat(ended.get(SettingTable.S3_BUCKETS).allows("originals")).isFalse();
    }

    @Test
    void aFinerImgproxyPatternThanWeCanKeepIsRefusedAndNotWidened() {
        SettingsException refusal = refusal(
                new SettingTexts(Map.of(), Map.of("IMGPROXY_ALLOWED_SOURCES", "s3://bucket/public/"), Map.of()));

        assertThat(refusal.mistakes())
                .extracting(Mistake::wrong)
                .containsExactly("\"s3://bucket/public/\" is neither a host nor the beginning of an http or https URL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tomthumb.img.key      | abcd,ef        | tomthumb.img.salt   | ab      | keys and salts do not pair up: 2 and 1",
                "tomthumb.img.salt     | abcd           | tomthumb.img.ttl    | 1       | keys and salts do not pair up: 0 and 1",
                "tomthumb.s3.access-key| AKIA           | tomthumb.s3.region  | eu      | the other half of the credentials is missing",
                "tomthumb.s3.secret-key| xyz            | tomthumb.s3.region  | eu      | the other half of the credentials is missing",
                "tomthumb.mounts       | /a/ = local:///| tomthumb.quality    | 1       | /a/ = local:/// lies below a directory that is not set",
                "tomthumb.mounts       | /img/a/ = s3://bucket/ | tomthumb.quality | 1  | /img/a/ lies below /img/, where imgproxy's language begins",
                "tomthumb.enforce-webp | true           | tomthumb.auto-webp  | false   | it asks for what tomthumb.auto-webp switches off",
            })
    void settingsThatContradictEachOtherAreMistakes(
            String one, String text, String other, String itsText, String wrong) {
        assertThat(refusal(Map.of(one, text, other, itsText)).mistakes())
                .extracting(Mistake::wrong)
                .containsExactly(wrong);
    }

    @Test
    void unsignedRequestsHaveNoCredentials() {
        assertThat(refusal(Map.of(
                                "tomthumb.s3.anonymous", "true",
                                "tomthumb.s3.access-key", "AKIA",
                                "tomthumb.s3.secret-key", "xyz"))
                        .mistakes())
                .extracting(Mistake::wrong)
                .containsExactly("unsigned requests have no credentials, yet some are set");
    }

    @Test
    void aSettingThatCouldNotBeReadIsNotBlamedTwice() {
        assertThat(refusal(Map.of("tomthumb.img.key", "abcd", "tomthumb.img.salt", "x"))
                        .mistakes())
                .extracting(Mistake::name)
                .containsExactly("tomthumb.img.salt");
    }

    @ParameterizedTest
    @MethodSource("all")
    void noSecretShowsAnywhere(Setting<?> setting) throws SettingsException {
        if (!setting.secret()) {
            return;
        }
        String fitting = "deadbeefdeadbeefdeadbeefdeadbeef";
        Map<String, String> all = new HashMap<>();
        SettingTable.all().stream().filter(Setting::secret).forEach(secret -> all.put(secret.name(), fitting));
        Settings settings = SettingsLoader.load(SettingTexts.ofProperties(all), WAR);

        assertThat(String.valueOf(settings.get(setting))).contains("****").doesNotContain("dead");
        assertThat(settings.startupTable())
                .doesNotContain("dead")
                .containsPattern(setting.name().replace(".", "\\.") + " +\\*{4} +system property");

        String unfitting = "dead\u0001beef";
        String said = Optional.ofNullable(refusal(Map.of(setting.name(), unfitting)))
                .map(SettingsException::getMessage)
                .orElse("");
        assertThat(said).doesNotContain("dead").doesNotContain("beef");
    }

    @Test
    void theStartUpTableShowsNameValueAndOrigin() throws SettingsException {
        Settings settings = SettingsLoader.load(
                new SettingTexts(
                        Map.of("tomthumb.mounts", "/a/ = s3://bucket/\n/b/ = s3://bucket/b/"),
                        Map.of("IMGPROXY_QUALITY", "70"),
                        Map.of()),
                WAR);

        assertThat(settings.startupTable().lines())
                .hasSize(SettingTable.all().size())
                .anyMatch(line ->
                        line.matches("tomthumb\\.mounts +/a/ = s3://bucket/; /b/ = s3://bucket/b/ +system property"))
                .anyMatch(line -> line.matches("tomthumb\\.quality +70 +environment IMGPROXY_QUALITY"))
                .anyMatch(line -> line.matches("tomthumb\\.s3\\.endpoint +not set +default"));
    }
}
