package dev.tomthumb.shop;

import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The old shop where it has always been. Once, beside one of the other lines; the fast build does not make the artifacts
 * for Tomcat 9.
 */
@EnabledIfSystemProperty(named = "tomcat.line", matches = "11")
@DisabledIfSystemProperty(named = "tomthumb.fast", matches = ".*")
class ShopOnTomcat9IT extends ShopContract {
    ShopOnTomcat9IT() {
        super("9", "2.4");
    }
}
