package dev.tomthumb.tomcat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.Server;

/**
 * Lets a Tomcat leave its balancer before it stops: when the server is told to stop, by {@code catalina.sh stop} or by
 * SIGTERM, its connectors still answer. Every Tomthumb in it then says on its health page that it is draining, goes on
 * serving for {@code tomthumb.drain.time}, and finishes what is under way; only then Tomcat stops.
 *
 * <pre>{@code
 * <Server port="-1" shutdown="SHUTDOWN">
 *   <Listener className="dev.tomthumb.tomcat.DrainListener" />
 * }</pre>
 *
 * <p>Give whoever stops Tomcat enough time: {@code TimeoutStopSec} of systemd, {@code terminationGracePeriodSeconds} of
 * Kubernetes. Undeploying one application does not wait for this.
 */
public final class DrainListener implements LifecycleListener {
    private static final Logger LOG = System.getLogger(DrainListener.class.getName());
    private static final String BEANS = "dev.tomthumb:type=Tomthumb,*";
    private static final int POLL_MILLIS = 50;
    private static final int DEFAULT_SECONDS = 60;

    private int maxSeconds = DEFAULT_SECONDS;

    /** The longest that a stop is held up, in seconds; 60 unless {@code server.xml} says otherwise. */
    public int getMaxSeconds() {
        return maxSeconds;
    }

    /** For {@code maxSeconds="…"} in {@code server.xml}. */
    public void setMaxSeconds(int maxSeconds) {
        this.maxSeconds = maxSeconds;
    }

    @Override
    public void lifecycleEvent(LifecycleEvent event) {
        if (Lifecycle.BEFORE_STOP_EVENT.equals(event.getType()) && event.getLifecycle() instanceof Server) {
            drain(ManagementFactory.getPlatformMBeanServer());
        }
    }

    /** Returns when everything is drained, or the time is over. */
    void drain(MBeanServer beans) {
        Set<ObjectName> draining = begin(beans);
        long end = System.nanoTime() + Duration.ofSeconds(maxSeconds).toNanos();
        try {
            while (draining.stream().anyMatch(bean -> !isDrained(beans, bean))) {
                if (System.nanoTime() - end >= 0) {
                    LOG.log(Level.WARNING, "Tomthumb has not drained within {0} seconds; Tomcat stops.", maxSeconds);
                    return;
                }
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<ObjectName> begin(MBeanServer beans) {
        Set<ObjectName> draining = new HashSet<>();
        try {
            for (ObjectName bean : beans.queryNames(new ObjectName(BEANS), null)) {
                beans.invoke(bean, "drain", new Object[0], new String[0]);
                draining.add(bean);
            }
        } catch (JMException failure) {
            LOG.log(Level.WARNING, "Tomthumb cannot be drained before Tomcat stops", failure);
        }
        return draining;
    }

    /** One that is gone has nothing to wait for. */
    private static boolean isDrained(MBeanServer beans, ObjectName bean) {
        try {
            return Boolean.TRUE.equals(beans.getAttribute(bean, "Drained"));
        } catch (JMException gone) {
            return true;
        }
    }
}
