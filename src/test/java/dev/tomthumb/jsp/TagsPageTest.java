package dev.tomthumb.jsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.GeneratedDoc;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TagsPageTest {
    @Test
    void thePageIsAsTheDescriptorSays() {
        GeneratedDoc.check(Path.of("docs/tags.md"), TagsPage.render());
    }

    @Test
    void everyTagAndFunctionIsOnIt() {
        assertThat(TagsPage.render())
                .contains("## `<t:img>`", "## `<t:picture>`", "## `<t:source>`", "## `<t:url>`")
                .contains("| `src` (required) | The original")
                .contains("| `t:srcset(String, String, String)` |");
    }
}
