package dev.tomthumb;

import dev.tomthumb.config.InfoSettings;
import dev.tomthumb.config.Mount;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.SizeSettings;
import dev.tomthumb.config.UnsignedUrls;
import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.OptionRules;
import dev.tomthumb.dialect.SizeLadder;
import dev.tomthumb.dialect.SourceReader;
import dev.tomthumb.dialect.imgproxy.Grammar;
import dev.tomthumb.dialect.imgproxy.ImgproxyConfig;
import dev.tomthumb.dialect.imgproxy.ImgproxyDialect;
import dev.tomthumb.dialect.imgproxy.ImgproxyUrls;
import dev.tomthumb.dialect.imgproxy.SigningKey;
import dev.tomthumb.dialect.query.QueryConfig;
import dev.tomthumb.dialect.query.QueryDialect;
import dev.tomthumb.model.SourceRef;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The URL languages spoken here, by the settings: imgproxy's below its prefix, then the query language. */
final class Dialects {
    /** For a scheme that is off, what an operator sets to switch it on. */
    private static final Map<String, String> SCHEME_SETTINGS = Map.of(
            "s3", SettingTable.S3_BUCKETS.name(),
            "http", SettingTable.HTTP_ALLOW.name(),
            "https", SettingTable.HTTP_ALLOW.name(),
            "local", SettingTable.LOCAL_ROOT.name());

    private final Settings settings;
    private final Originals originals;
    private final InstantSource clock;
    private final OptionRules rules;
    private final OptionRules infoRules;

    /** @throws IllegalStateException a preset or an allowed option cannot be understood; says which */
    Dialects(Settings settings, Originals originals, InstantSource clock) {
        this.settings = settings;
        this.originals = originals;
        this.clock = clock;
        ConfiguredOptions options = new ConfiguredOptions(settings);
        SourceReader sources = imgproxy("/", OptionRules.DEFAULT).sourceReader();
        this.rules = options.rules(sources);
        this.infoRules = options.ofInfo(rules, sources);
    }

    List<Dialect> all() {
        List<Dialect> dialects = new ArrayList<>();
        settings.get(SettingTable.IMG_PREFIX).ifPresent(prefix -> {
            dialects.add(PreferredFormats.of(imgproxyPaths(prefix).limit(imgproxy(prefix)), settings));
        });
        Dialect query = NamedSources.besideTheOriginal(new QueryDialect(queryConfig(), clock), originals::mayBeNamed);
        dialects.add(PreferredFormats.of(query, settings));
        return List.copyOf(dialects);
    }

    /** Which paths are read in imgproxy's language, if it is spoken. */
    Optional<ImgproxyPaths> imgproxyPaths() {
        return settings.get(SettingTable.IMG_PREFIX).map(this::imgproxyPaths);
    }

    private ImgproxyPaths imgproxyPaths(String prefix) {
        return new ImgproxyPaths(prefix, settings.get(SettingTable.MOUNTS));
    }

    /** What an operator should know who has set no key and has not said that it is meant so. */
    Optional<String> openToAll() {
        return settings.get(SettingTable.IMG_PREFIX).flatMap(this::openToAll);
    }

    private Optional<String> openToAll(String prefix) {
        boolean open = settings.get(SettingTable.IMG_KEY).isEmpty()
                && settings.get(SizeSettings.IMG_UNSIGNED) == UnsignedUrls.OPEN
                && !settings.isSet(SizeSettings.IMG_UNSIGNED)
                && !originals.nameableSchemes().isEmpty();
        return open
                ? Optional.of(
                        "URLs below " + prefix + " are not signed: anybody can have any number of pictures made of"
                                + " the originals that they may name. Set " + SettingTable.IMG_KEY.name() + " and "
                                + SettingTable.IMG_SALT.name() + ", or " + SizeSettings.IMG_UNSIGNED.name()
                                + " to ladder, presets or refuse; open says that it is meant so.")
                : Optional.empty();
    }

    /** Reads references of originals as URLs name them. */
    SourceReader sourceReader() {
        return imgproxy("/", rules).sourceReader();
    }

    /** How imgproxy's language is spoken, if it is. */
    Optional<ImgproxyConfig> imgproxyConfig() {
        return settings.get(SettingTable.IMG_PREFIX).map(prefix -> imgproxy(prefix, rules));
    }

    private Dialect imgproxy(String prefix) {
        return new NamedSources(
                new ImgproxyDialect(imgproxy(prefix, rules), info(prefix), clock), originals::mayBeNamed);
    }

    /** As pictures are asked for, but for options and presets. */
    private Optional<ImgproxyConfig> info(String prefix) {
        if (!settings.get(InfoSettings.IMG_INFO)) {
            return Optional.empty();
        }
        boolean onlyPresets = settings.get(InfoSettings.IMG_INFO_ONLY_PRESETS)
                .orElseGet(() -> settings.get(SettingTable.IMG_ONLY_PRESETS));
        ImgproxyConfig pictures = imgproxy(prefix, infoRules);
        return Optional.of(pictures.withGrammar(pictures.grammar().withOnlyPresets(onlyPresets)));
    }

    private ImgproxyConfig imgproxy(String prefix, OptionRules options) {
        return new ImgproxyConfig(
                prefix,
                SigningKey.pairs(settings.get(SettingTable.IMG_KEY), settings.get(SettingTable.IMG_SALT)),
                settings.get(SettingTable.IMG_SIGNATURE_SIZE),
                settings.get(SettingTable.IMG_TRUSTED_SIGNATURES),
                originals.nameableSchemes(),
                SCHEME_SETTINGS,
                ImgproxyConfig.DEFAULT_MAX_URL_LENGTH,
                grammar(),
                options,
                settings.get(SizeSettings.IMG_UNSIGNED),
                new SizeLadder(settings.get(SettingTable.QUERY_LADDER)));
    }

    private Grammar grammar() {
        return new Grammar(
                settings.get(SettingTable.IMG_ARGUMENTS_SEPARATOR),
                settings.get(SettingTable.IMG_ONLY_PRESETS),
                settings.get(SettingTable.IMG_SOURCE_URL_ENCRYPTION_KEY),
                settings.get(SettingTable.IMG_URL_REPLACEMENTS),
                settings.get(SettingTable.IMG_BASE_URL),
                settings.get(SettingTable.IMG_BASE64_URL_INCLUDES_FILENAME),
                settings.get(SettingTable.IMG_SOURCE_URL_QUERY_SEPARATOR));
    }

    /** Writes imgproxy's URLs; empty where that language is not spoken. */
    Optional<ImgproxyUrls> imgproxyUrls() {
        return settings.get(SettingTable.IMG_PREFIX).map(prefix -> new ImgproxyUrls(imgproxy(prefix, rules)));
    }

    /** The query language for one original, whatever the operator has mounted: exact, and nothing to sign. */
    Dialect queryOf(SourceRef original) {
        QueryConfig own = queryConfig();
        return new QueryDialect(
                new QueryConfig(
                        List.of(new Mount(TrialUrls.PATH, original)),
                        false,
                        Optional.empty(),
                        SizeLadder.OFF,
                        own.maxUrlLength(),
                        own.options(),
                        own.sources()),
                clock);
    }

    QueryConfig queryConfig() {
        return new QueryConfig(
                settings.get(SettingTable.MOUNTS),
                settings.get(SettingTable.HOST_FILES),
                settings.get(SettingTable.QUERY_KEY),
                new SizeLadder(settings.get(SettingTable.QUERY_LADDER)),
                QueryConfig.DEFAULT_MAX_URL_LENGTH,
                rules,
                imgproxy("/", rules).sourceReader());
    }
}
