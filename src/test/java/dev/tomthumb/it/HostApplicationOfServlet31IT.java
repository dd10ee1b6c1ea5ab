package dev.tomthumb.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A site whose {@code web.xml} was written for Servlet 3.1. */
@ArquillianTest
@RunAsClient
class HostApplicationOfServlet31IT extends HostApplicationContract {

    @Deployment(testable = false)
    static WebArchive site() {
        return HostSite.ofSchema("3.1").archive("oldsite-31.war");
    }
}
