package dev.tomthumb.ops;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * One Tomthumb's place in JMX. The newest of a context has it: with parallel deployment the next version registers
 * while the last one still serves old sessions, and leaves without taking the entry with it.
 */
final class JmxEntry implements AutoCloseable {
    private static final Logger LOG = System.getLogger(JmxEntry.class.getName());
    /** What a value of an object name may not hold unquoted ({@link ObjectName}). */
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[,=:\"*?\\n]");

    private final MBeanServer server;
    private final String context;
    private final TomthumbMXBean bean;

    private JmxEntry(MBeanServer server, String context, TomthumbMXBean bean) {
        this.server = server;
        this.context = context;
        this.bean = bean;
    }

    /** Shows {@code bean}, in the place of whatever stands under that name. */
    static JmxEntry register(MBeanServer server, String context, TomthumbMXBean bean) {
        JmxEntry entry = new JmxEntry(server, context, bean);
        try {
            ObjectName name = name(context);
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
            server.registerMBean(bean, name);
        } catch (JMException refused) {
            LOG.log(Level.WARNING, "Tomthumb is not visible in JMX; the metrics page works", refused);
        }
        return entry;
    }

    /** {@code dev.tomthumb:type=Tomthumb,context=ROOT}; quoted only where the context's name cannot stand bare. */
    static ObjectName name(String context) throws MalformedObjectNameException {
        String value = NEEDS_QUOTES.matcher(context).find() ? ObjectName.quote(context) : context;
        return new ObjectName("dev.tomthumb:type=Tomthumb,context=" + value);
    }

    @Override
    public void close() {
        try {
            ObjectName name = name(context);
            // Each version of an application has a class loader of its own: another one's entry is not ours to end.
            if (server.isRegistered(name)
                    && server.getClassLoaderFor(name) == bean.getClass().getClassLoader()) {
                server.unregisterMBean(name);
            }
        } catch (JMException gone) {
            LOG.log(Level.DEBUG, "already unregistered", gone);
        }
    }
}
