package dev.tomthumb.it;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** One contract, for each line of Tomcat in both ways. Tomcat 9's runs beside Tomcat 11's. */
class DeploymentsIT {

    @Nested
    @DisplayName("Tomcat 9, our jar in the site")
    @EnabledIfSystemProperty(named = "tomcat.line", matches = "11")
    @DisabledIfSystemProperty(named = "tomthumb.fast", matches = ".*")
    class JarOnTomcat9 extends JarInSiteContract {
        JarOnTomcat9() {
            super("9");
        }
    }

    @Nested
    @DisplayName("Tomcat 9, our WAR beside the site")
    @EnabledIfSystemProperty(named = "tomcat.line", matches = "11")
    @DisabledIfSystemProperty(named = "tomthumb.fast", matches = ".*")
    class WarOnTomcat9 extends WarBesideSiteContract {
        WarOnTomcat9() {
            super("9");
        }
    }

    @Nested
    @DisplayName("Tomcat 10.1, our jar in the site")
    @EnabledIfSystemProperty(named = "tomcat.line", matches = "10\\.1")
    class JarOnTomcat10 extends JarInSiteContract {
        JarOnTomcat10() {
            super("10.1");
        }
    }

    @Nested
    @DisplayName("Tomcat 10.1, our WAR beside the site")
    @EnabledIfSystemProperty(named = "tomcat.line", matches = "10\\.1")
    class WarOnTomcat10 extends WarBesideSiteContract {
        WarOnTomcat10() {
            super("10.1");
        }
    }

    @Nested
    @DisplayName("Tomcat 11, our jar in the site")
    @EnabledIfSystemProperty(named = "tomcat.line", matches = "11")
    class JarOnTomcat11 extends JarInSiteContract {
        JarOnTomcat11() {
            super("11");
        }
    }

    @Nested
    @DisplayName("Tomcat 11, our WAR beside the site")
    @EnabledIfSystemProperty(named = "tomcat.line", matches = "11")
    class WarOnTomcat11 extends WarBesideSiteContract {
        WarOnTomcat11() {
            super("11");
        }
    }
}
