package dev.tomthumb.ops;

import dev.tomthumb.Tomthumb;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Lets metrics listen to a started product and shows it in JMX until it ends. Runs after the product's own listener. */
public final class OpsListener implements ServletContextListener {
    private static final Logger LOG = System.getLogger(OpsListener.class.getName());
    /** Where {@link OpsServlet} finds the counters. */
    static final String METRICS = "dev.tomthumb.ops.Metrics";

    private @Nullable ObjectName registered;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (event.getServletContext().getAttribute(Tomthumb.ATTRIBUTE) instanceof Tomthumb tomthumb) {
            Metrics metrics = new Metrics();
            tomthumb.listen(metrics);
            event.getServletContext().setAttribute(METRICS, metrics);
            register(tomthumb, metrics);
        }
    }

    private void register(Tomthumb tomthumb, Metrics metrics) {
        try {
            ObjectName name = new ObjectName("dev.tomthumb:type=Tomthumb,context="
                    + ObjectName.quote(tomthumb.site().name()));
            ManagementFactory.getPlatformMBeanServer().registerMBean(new TomthumbBean(tomthumb, metrics), name);
            registered = name;
        } catch (JMException taken) {
            // A second version of this application (parallel deployment) is still registered; the metrics page works.
            LOG.log(Level.WARNING, "Tomthumb is not visible in JMX: " + taken.getMessage());
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (registered == null) {
            return;
        }
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
        } catch (JMException gone) {
            LOG.log(Level.DEBUG, "already unregistered", gone);
        }
    }
}
