package dev.tomthumb.web;

import dev.tomthumb.Site;
import dev.tomthumb.Tomthumb;
import dev.tomthumb.config.CloudFrontSettings;
import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.SettingsException;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.config.TagSettings;
import dev.tomthumb.markup.Markup;
import dev.tomthumb.model.FileNames;
import dev.tomthumb.model.ReleaseFiles;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;

/**
 * Starts the product with the web application and ends it with it.
 *
 * <p>In the WAR of our own, mistakes in the settings stop the application: a half-configured image server serves
 * nobody. Inside a host application they are logged and the site goes on without renditions, originals included; but
 * not where signed URLs guard parts of it, which would stand open.
 */
public final class TomthumbListener implements ServletContextListener {
    private static final Logger LOG = System.getLogger(TomthumbListener.class.getName());
    /** A file that only the WAR of our own has. */
    private static final String STANDALONE_MARKER = "/WEB-INF/tomthumb-standalone";

    private @Nullable Tomthumb tomthumb;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        boolean standalone = isStandalone(context);
        SettingTexts texts = SettingTexts.here(ContextFacts.parameters(context));
        boolean needed = standalone || texts.mention(CloudFrontSettings.SIGNERS);
        HostConflicts.of(TomthumbListener.class.getClassLoader())
                .forEach(finding -> LOG.log(finding.level(), finding.sentence()));
        try {
            tomthumb = start(context, texts, standalone);
            context.setAttribute(Tomthumb.ATTRIBUTE, tomthumb);
            if (tomthumb.settings().get(TagSettings.SERVER).isEmpty()) {
                context.setAttribute(Markup.ATTRIBUTE, tomthumb.markup());
            }
        } catch (SettingsException mistakes) {
            refuse(needed, "Tomthumb cannot start: " + mistakes.getMessage(), Optional.empty());
        } catch (LinkageError | ServiceConfigurationError mixed) {
            refuse(
                    needed,
                    "Tomthumb cannot start: a class is missing or of another release, as when a jar of "
                            + ReleaseFiles.own().libZip() + " is missing from WEB-INF/lib or lies there twice: "
                            + mixed.getMessage(),
                    Optional.of(mixed));
        } catch (RuntimeException broken) {
            refuse(needed, "Tomthumb cannot start: " + broken.getMessage(), Optional.of(broken));
        }
    }

    private static Tomthumb start(ServletContext context, SettingTexts texts, boolean standalone)
            throws SettingsException {
        String name = ContextFacts.name(context);
        Settings settings = SettingsLoader.load(texts, Installation.here(standalone, stateDirectory(context, name)));
        LOG.log(
                Level.INFO,
                "Tomthumb {0} starts in the context {1}\n{2}",
                Tomthumb.version(),
                name,
                settings.startupTable());
        FileNames.warning().ifPresent(sentence -> LOG.log(Level.WARNING, sentence));
        settings.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
        if (settings.get(SettingTable.IMG_PREFIX).isPresent()) {
            ConnectorAdvice.sentences().forEach(sentence -> LOG.log(Level.WARNING, sentence));
        }
        return Tomthumb.open(
                settings, new Site(name, standalone, Map.of(WebappSource.SCHEME, new WebappSource(context))));
    }

    /** Says why in one place; what Tomcat then logs of the application that does not start only points there. */
    private static void refuse(boolean needed, String why, Optional<Throwable> trace) {
        LOG.log(Level.ERROR, needed ? why : why + "\nThe site goes on without renditions.", trace.orElse(null));
        if (needed) {
            throw new IllegalStateException("Tomthumb does not start; the reason stands above, logged by "
                    + TomthumbListener.class.getName() + ".");
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        event.getServletContext().removeAttribute(Tomthumb.ATTRIBUTE);
        if (tomthumb != null && event.getServletContext().getAttribute(Markup.ATTRIBUTE) == tomthumb.markup()) {
            event.getServletContext().removeAttribute(Markup.ATTRIBUTE);
        }
        if (tomthumb != null) {
            tomthumb.close();
        }
    }

    private static boolean isStandalone(ServletContext context) {
        try {
            return context.getResource(STANDALONE_MARKER) != null;
        } catch (MalformedURLException impossible) {
            return false;
        }
    }

    /** Below catalina.base, so that a redeploy (which empties work and temp) keeps it. */
    private static Path stateDirectory(ServletContext context, String name) {
        String base = System.getProperty("catalina.base");
        if (base != null) {
            return Path.of(base, "tomthumb", name);
        }
        Object temporary = context.getAttribute(ServletContext.TEMPDIR);
        return Path.of(String.valueOf(temporary), "tomthumb");
    }
}
