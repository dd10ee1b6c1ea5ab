package dev.tomthumb.ops;

import dev.tomthumb.Tomthumb;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** Lets metrics listen to a started product and shows it in JMX until it ends. Runs after the product's own listener. */
public final class OpsListener implements ServletContextListener {
    /** Where {@link OpsServlet} finds the counters. */
    static final String METRICS = "dev.tomthumb.ops.Metrics";

    /** Where {@link OpsServlet} finds the console's lists. */
    static final String LISTS = "dev.tomthumb.ops.TopLists";

    private @Nullable JmxEntry entry;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (event.getServletContext().getAttribute(Tomthumb.ATTRIBUTE) instanceof Tomthumb tomthumb) {
            Metrics metrics = new Metrics();
            tomthumb.listen(metrics);
            OpenTelemetryFinder.spans().ifPresent(tomthumb::listen);
            event.getServletContext().setAttribute(METRICS, metrics);
            TopLists lists = new TopLists(tomthumb::now);
            tomthumb.listen(lists);
            event.getServletContext().setAttribute(LISTS, lists);
            entry = JmxEntry.register(
                    ManagementFactory.getPlatformMBeanServer(),
                    tomthumb.site().name(),
                    new TomthumbBean(tomthumb, metrics));
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (entry != null) {
            entry.close();
        }
    }
}
