package dev.tomthumb.shop;

import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The old shop where it has always been, with the WAR for Tomcat 9 beside it; once. */
@EnabledIfSystemProperty(named = "tomcat.line", matches = "11")
@DisabledIfSystemProperty(named = "tomthumb.fast", matches = ".*")
class ShopBesideOnTomcat9IT extends ShopBesideContract {
    ShopBesideOnTomcat9IT() {
        super("9", "2.4");
    }
}
