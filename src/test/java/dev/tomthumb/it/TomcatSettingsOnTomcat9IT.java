package dev.tomthumb.it;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same settings in a Tomcat 9; once. */
@EnabledIfSystemProperty(named = "tomcat.line", matches = "11")
@DisabledIfSystemProperty(named = "tomthumb.fast", matches = ".*")
class TomcatSettingsOnTomcat9IT extends TomcatSettingsIT {
    @BeforeAll
    static void start() throws Exception {
        start("9");
    }
}
