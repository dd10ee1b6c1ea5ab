package dev.tomthumb.it;

import dev.tomthumb.testkit.BuildOutputs;
import org.junit.jupiter.api.BeforeAll;

/** On Tomcat 10.1 and 11. */
class TagsIT extends TagsContract {
    @BeforeAll
    static void start() throws Exception {
        start(BuildOutputs.tomcatLine(), "tags", BuildOutputs.classesJar(), BuildOutputs.tagsJar(), BuildOutputs.war());
    }
}
