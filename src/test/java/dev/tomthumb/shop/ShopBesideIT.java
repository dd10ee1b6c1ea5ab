package dev.tomthumb.shop;

import dev.tomthumb.testkit.BuildOutputs;

/** The old shop with the WAR beside it, on the line of Tomcat that this run is about. */
class ShopBesideIT extends ShopBesideContract {
    ShopBesideIT() {
        super(BuildOutputs.tomcatLine(), BuildOutputs.tomcatLine().equals("11") ? "3.1" : "2.5");
    }
}
