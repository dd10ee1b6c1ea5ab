package dev.tomthumb.it;

import dev.tomthumb.testkit.BuildOutputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** On Tomcat 9. Once, beside one of the other lines; the fast build does not make the javax twins. */
@EnabledIfSystemProperty(named = "tomcat.line", matches = "11")
@DisabledIfSystemProperty(named = "tomthumb.fast", matches = ".*")
class TagsJavaxIT extends TagsContract {
    @BeforeAll
    static void start() throws Exception {
        start("9", "tags-javax", BuildOutputs.javaxClassesJar(), BuildOutputs.javaxTagsJar(), BuildOutputs.javaxWar());
    }
}
