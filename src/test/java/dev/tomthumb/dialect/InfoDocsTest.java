package dev.tomthumb.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.GeneratedDoc;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class InfoDocsTest {
    @Test
    void thePageIsAsTheTableSays() {
        GeneratedDoc.check(Path.of("docs/info.md"), InfoDocs.render(OptionTable.info()));
    }

    @Test
    void everyRowIsOnThePage() {
        String page = InfoDocs.render(OptionTable.info());
        for (Option option : OptionTable.info().options()) {
            option.names().forEach(name -> assertThat(page).contains("`" + name + "`"));
        }
    }
}
