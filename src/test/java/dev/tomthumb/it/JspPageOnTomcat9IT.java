package dev.tomthumb.it;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same pages, unchanged, on Tomcat 9; once. */
@EnabledIfSystemProperty(named = "tomcat.line", matches = "11")
@DisabledIfSystemProperty(named = "tomthumb.fast", matches = ".*")
class JspPageOnTomcat9IT extends JspPageIT {
    @BeforeAll
    static void start() throws Exception {
        start("9");
    }
}
