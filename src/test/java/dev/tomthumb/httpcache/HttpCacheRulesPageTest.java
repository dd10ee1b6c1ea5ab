package dev.tomthumb.httpcache;

import dev.tomthumb.testkit.GeneratedDoc;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The listing of {@link Rules}. */
class HttpCacheRulesPageTest {
    @Test
    void thePageListsEveryRule() {
        StringBuilder page = new StringBuilder("""
                # Rules the cache of answers is tested by

                Written by the table they stand in; `Rfc9111IT` runs every row through a real Tomcat, the filter, a
                pass-through servlet and a scripted origin. What the cache is and is not: [http-cache.md](http-cache.md).

                | document | section | rule |
                |---|---|---|
                """);
        for (Rules.Row row : Rules.all()) {
            page.append("| ")
                    .append(row.document())
                    .append(" | ")
                    .append(row.section())
                    .append(" | ");
            page.append(row.words().replace("|", "\\|").replace("*", "\\*")).append(" |\n");
        }
        GeneratedDoc.check(Path.of("docs/http-cache-rules.md"), page.toString());
    }
}
