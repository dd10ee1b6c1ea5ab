package dev.tomthumb.jsp;

import dev.tomthumb.config.Installation;
import dev.tomthumb.config.Secret;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.SettingsException;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.config.SizeSettings;
import dev.tomthumb.config.TagSettings;
import dev.tomthumb.dialect.OptionRules;
import dev.tomthumb.dialect.OptionTable;
import dev.tomthumb.dialect.Presets;
import dev.tomthumb.dialect.SizeLadder;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.dialect.imgproxy.Grammar;
import dev.tomthumb.dialect.imgproxy.ImgproxyConfig;
import dev.tomthumb.dialect.imgproxy.SigningKey;
import dev.tomthumb.dialect.query.QueryConfig;
import dev.tomthumb.markup.Markup;
import dev.tomthumb.markup.MarkupConfig;
import dev.tomthumb.markup.Originals;
import dev.tomthumb.markup.ServerOriginals;
import dev.tomthumb.model.ImageFormat;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What writes pictures in an application without a started Tomthumb: by the settings, which are those of the other
 * application by the same names, URLs of that one; or, where no other is named, of the originals.
 */
final class OtherServer {
    private static final Logger LOG = System.getLogger(OtherServer.class.getName());
    private static final String ADDRESS = "dev.tomthumb.jsp.OtherServer";
    private static final Set<String> SCHEMES = Set.of("s3", "local");
    private static final Set<String> SCHEMES_AND_WEB = Set.of("s3", "local", "http", "https");
    /** What every build of the product can write; what else it writes, an author knows who names it. */
    private static final List<ImageFormat> NEWER = List.of(ImageFormat.WEBP);

    private OtherServer() {}

    /** The one of this application; made when it is first needed. */
    static Markup markup(ServletContext application) {
        synchronized (application) {
            if (application.getAttribute(Markup.ATTRIBUTE) instanceof Markup made) {
                return made;
            }
            Markup made = made(application);
            application.setAttribute(Markup.ATTRIBUTE, made);
            return made;
        }
    }

    /** Ends it, if it was made here. */
    static void close(ServletContext application) {
        if (application.getAttribute(ADDRESS) != null
                && application.getAttribute(Markup.ATTRIBUTE) instanceof Markup made) {
            application.removeAttribute(Markup.ATTRIBUTE);
            made.close();
        }
        application.removeAttribute(ADDRESS);
    }

    /** Learns from a request by which port this Tomcat is reached, if that is what has to be known. */
    static void seen(ServletContext application, ServletRequest request) {
        if (application.getAttribute(ADDRESS) instanceof OtherServerAddress address) {
            address.learn(request);
        }
    }

    private static Markup made(ServletContext application) {
        String site = UrlText.encoded(application.getContextPath(), "/");
        MarkupConfig originals = MarkupConfig.withoutRenditions(site);
        try {
            Settings settings = settings(application);
            if (settings.get(TagSettings.SERVER).isEmpty()) {
                return new Markup(originals, Originals.NONE, InstantSource.system());
            }
            OtherServerAddress address = new OtherServerAddress(
                    settings.get(TagSettings.SERVER).orElseThrow(),
                    settings.get(TagSettings.INFO_URL),
                    new PlainConnectors(ManagementFactory.getPlatformMBeanServer())::serve);
            application.setAttribute(ADDRESS, address);
            return new Markup(
                    config(settings, site),
                    new ServerOriginals(
                            address, settings.get(SettingTable.OPS_TOKEN).map(Secret::text), InstantSource.system()),
                    InstantSource.system());
        } catch (SettingsException | IllegalArgumentException mistakes) {
            LOG.log(Level.ERROR, "The tags of Tomthumb write the originals'' URLs: {0}", mistakes.getMessage());
            return new Markup(originals, Originals.NONE, InstantSource.system());
        }
    }

    private static Settings settings(ServletContext application) throws SettingsException {
        Map<String, String> parameters = new HashMap<>();
        for (String name : Collections.list(application.getInitParameterNames())) {
            parameters.put(name, Objects.requireNonNullElse(application.getInitParameter(name), ""));
        }
        // The other application is the WAR of its own, whose defaults are meant.
        Path nowhere = Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
        return SettingsLoader.load(SettingTexts.here(parameters), Installation.here(true, nowhere));
    }

    private static MarkupConfig config(Settings settings, String site) {
        String server = settings.get(TagSettings.SERVER).orElseThrow();
        OptionRules rules = new OptionRules(
                Set.of(),
                settings.get(SettingTable.IMG_ALLOW_SECURITY_OPTIONS),
                settings.get(SettingTable.IMG_ALLOW_BYPASS_CACHE),
                presets(settings),
                settings.get(SettingTable.IMG_MAX_CHAINED_PIPELINES));
        SizeLadder ladder = new SizeLadder(settings.get(SettingTable.QUERY_LADDER));
        Optional<ImgproxyConfig> imgproxy =
                settings.get(SettingTable.IMG_PREFIX).map(prefix -> imgproxy(settings, prefix, rules, ladder));
        QueryConfig query = new QueryConfig(
                List.of(),
                true,
                settings.get(SettingTable.QUERY_KEY),
                ladder,
                QueryConfig.DEFAULT_MAX_URL_LENGTH,
                rules,
                imgproxy.map(ImgproxyConfig::sourceReader).orElse(dev.tomthumb.dialect.SourceReader.NONE));
        return new MarkupConfig(
                server.endsWith("/") ? server.substring(0, server.length() - 1) : server,
                site,
                settings.get(TagSettings.PATH_PREFIX),
                query,
                imgproxy,
                source -> true,
                EnumSet.complementOf(EnumSet.of(ImageFormat.SVG)),
                NEWER,
                settings.get(SettingTable.AUTO_ROTATE),
                OptionalInt.of(settings.get(SettingTable.MAX_RESULT_DIMENSION)),
                false,
                settings.get(TagSettings.PAGE_BUDGET),
                true);
    }

    private static Presets presets(Settings settings) {
        List<String> definitions = Pattern.compile(Pattern.quote(settings.get(SettingTable.IMG_PRESETS_SEPARATOR)))
                .splitAsStream(settings.get(SettingTable.IMG_PRESETS))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return Presets.of(definitions, settings.get(SettingTable.IMG_ARGUMENTS_SEPARATOR), OptionTable.standard());
    }

    private static ImgproxyConfig imgproxy(Settings settings, String prefix, OptionRules rules, SizeLadder ladder) {
        boolean web = !settings.get(SettingTable.HTTP_ALLOW).patterns().isEmpty();
        return new ImgproxyConfig(
                prefix,
                SigningKey.pairs(settings.get(SettingTable.IMG_KEY), settings.get(SettingTable.IMG_SALT)),
                settings.get(SettingTable.IMG_SIGNATURE_SIZE),
                settings.get(SettingTable.IMG_TRUSTED_SIGNATURES),
                web ? SCHEMES_AND_WEB : SCHEMES,
                Map.of("http", SettingTable.HTTP_ALLOW.name(), "https", SettingTable.HTTP_ALLOW.name()),
                ImgproxyConfig.DEFAULT_MAX_URL_LENGTH,
                new Grammar(
                        settings.get(SettingTable.IMG_ARGUMENTS_SEPARATOR),
                        settings.get(SettingTable.IMG_ONLY_PRESETS),
                        settings.get(SettingTable.IMG_SOURCE_URL_ENCRYPTION_KEY),
                        settings.get(SettingTable.IMG_URL_REPLACEMENTS),
                        settings.get(SettingTable.IMG_BASE_URL),
                        settings.get(SettingTable.IMG_BASE64_URL_INCLUDES_FILENAME),
                        settings.get(SettingTable.IMG_SOURCE_URL_QUERY_SEPARATOR)),
                rules,
                settings.get(SizeSettings.IMG_UNSIGNED),
                ladder);
    }
}
