package dev.tomthumb.web;

import dev.tomthumb.model.ReleaseFiles;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EventListener;

/**
 * The first listener of our fragment, and no listener at all: says plainly that this jar is for another line of Tomcat,
 * before the next one fails with a {@code NoClassDefFoundError}. It needs nothing but the JDK and what does the same, so that it can be loaded
 * on any line.
 */
public final class ServletLine implements EventListener {
    private static final Logger LOG = System.getLogger(ServletLine.class.getName());
    /** In the twin for Tomcat 9 it is the other package's, as every name in it is. */
    private static final String SERVLET_API = "jakarta.servlet.ServletContext";

    /** @throws IllegalStateException the server has the other servlet API */
    public ServletLine() {
        this(ServletLine.class.getClassLoader(), SERVLET_API);
    }

    /**
     * @param loader in which the servlet API is looked for
     * @param api a class of the servlet API that this jar was made for
     */
    ServletLine(ClassLoader loader, String api) {
        try {
            Class.forName(api, false, loader);
        } catch (ClassNotFoundException otherLine) {
            String sentence = sentence(api);
            // Tomcat writes the exception into a log of its own for this host, which few people read first.
            LOG.log(Level.ERROR, sentence);
            throw new IllegalStateException(sentence, otherLine);
        }
    }

    private static String sentence(String api) {
        ReleaseFiles right = ReleaseFiles.otherThan(api);
        String lines = api.startsWith("jakarta")
                ? "This is Tomthumb for Tomcat 10.1 and 11, and this server is an older one (Tomcat 9)"
                : "This is Tomthumb for Tomcat 9, and this server is a newer one (Tomcat 10.1 or 11)";
        return lines + ": put the jars of " + right.libZip() + ", or " + right.war() + ", in the place of "
                + CodeSource.of(ServletLine.class) + ".";
    }
}
