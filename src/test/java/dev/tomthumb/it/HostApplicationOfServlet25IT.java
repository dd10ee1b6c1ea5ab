package dev.tomthumb.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A site whose {@code web.xml} was written for Servlet 2.5. */
@ArquillianTest
@RunAsClient
class HostApplicationOfServlet25IT extends HostApplicationContract {

    @Deployment(testable = false)
    static WebArchive site() {
        return HostSite.ofSchema("2.5").archive("oldsite-25.war");
    }
}
