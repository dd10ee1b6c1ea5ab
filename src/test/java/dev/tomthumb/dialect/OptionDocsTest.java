package dev.tomthumb.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.options.OptionGallery;
import dev.tomthumb.testkit.GeneratedDoc;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionDocsTest {
    private static final OptionTable TABLE = OptionTable.standard();

    @Test
    void thePageIsAsTheTableSays() {
        GeneratedDoc.check(Path.of("docs/options.md"), OptionDocs.render(TABLE) + OptionGallery.render());
    }

    @Test
    void everyRowIsOnThePage() {
        String page = OptionDocs.render(TABLE);
        for (Option option : TABLE.options()) {
            option.names().forEach(name -> assertThat(page).contains("`" + name + "`"));
            option.parameters()
                    .forEach(parameter ->
                            assertThat(page).contains("| `" + parameter.name() + "` | " + parameter.accepted()));
        }
    }
}
