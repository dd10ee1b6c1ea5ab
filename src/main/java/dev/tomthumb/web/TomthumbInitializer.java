package dev.tomthumb.web;

import dev.tomthumb.config.RegisterSettings;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.SettingsException;
import dev.tomthumb.config.SettingsLoader;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Is called where our web fragment is ignored, as with {@code metadata-complete="true"} in a {@code web.xml}: says what
 * to add there, or, with {@code tomthumb.register}, registers what the fragment declares. Where the fragment was read it
 * does nothing.
 */
public final class TomthumbInitializer implements ServletContainerInitializer {
    private static final Logger LOG = System.getLogger(TomthumbInitializer.class.getName());

    private static final String ADVICE = """
            Tomthumb makes no renditions here: Tomcat has not read the web fragment in its jar, as metadata-complete="true" \
            in WEB-INF/web.xml asks for. Add to WEB-INF/web.xml
              <context-param>
                <param-name>tomthumb.register</param-name>
                <param-value>true</param-value>
              </context-param>
            and Tomthumb registers itself behind the filters that are declared there. The system property \
            -Dtomthumb.register=true does the same. tomthumb.register=false ends this message.""";

    @Override
    public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
        if (context.getClassLoader() != TomthumbInitializer.class.getClassLoader()) {
            LOG.log(Level.WARNING, misplaced(context));
        } else if (!Registration.isDeclared(context)) {
            registerIfAsked(context);
        }
    }

    /** In Tomcat's own lib directory it would be one copy for all applications, and fragments are not looked for there. */
    private static String misplaced(ServletContext context) {
        return "Tomthumb does nothing for the application " + ContextFacts.name(context)
                + ": its jar is not among that application's own but in " + CodeSource.of(TomthumbInitializer.class)
                + ". Move it, with the jars it needs, into the application's WEB-INF/lib.";
    }

    private static void registerIfAsked(ServletContext context) {
        try {
            SettingTexts texts = SettingTexts.here(ContextFacts.parameters(context));
            if (SettingsLoader.only(RegisterSettings.REGISTER, texts)) {
                register(context);
            } else if (!texts.mention(RegisterSettings.REGISTER)) {
                LOG.log(Level.WARNING, ADVICE);
            }
        } catch (SettingsException wrong) {
            LOG.log(Level.ERROR, "Tomthumb makes no renditions here: " + wrong.getMessage());
        } catch (IOException unreadable) {
            LOG.log(
                    Level.ERROR,
                    "Tomthumb makes no renditions here: its jar cannot be read, " + CodeSource.of(Fragment.class),
                    unreadable);
        }
    }

    private static void register(ServletContext context) throws IOException {
        List<String> obstacles = Registration.register(Fragment.own(), context);
        LOG.log(Level.INFO, "Tomthumb has registered itself, as tomthumb.register says.");
        obstacles.forEach(obstacle ->
                LOG.log(Level.WARNING, obstacle + " What Tomthumb has of that name or at that path does not work."));
    }
}
