package dev.tomthumb.shop;

import dev.tomthumb.testkit.BuildOutputs;

/** The old shop, taken to {@code jakarta} by the migration tool, on the line of Tomcat that this run is about. */
class ShopIT extends ShopContract {
    ShopIT() {
        super(BuildOutputs.tomcatLine(), BuildOutputs.tomcatLine().equals("11") ? "3.1" : "2.5");
    }
}
