package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.PurgeItem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the log says of a purge. */
final class PurgePageTest {
    private static final PurgeItem CAT = new PurgeItem.Original("s3://photos/cat.jpg");

    @Test
    void theFirstItemsAreNamedAndTheOthersCounted() {
        assertThat(PurgePage.named(List.of(CAT))).isEqualTo("original s3://photos/cat.jpg");
        assertThat(PurgePage.named(List.of(CAT, new PurgeItem.Tag("sale"), new PurgeItem.Path("/a"))))
                .isEqualTo("original s3://photos/cat.jpg, tag sale, path /a");
        assertThat(PurgePage.named(List.of(CAT, CAT, CAT, CAT, CAT))).endsWith("cat.jpg and 2 more");
    }

    @Test
    void anItemForgesNoLineAndFillsNone() {
        assertThat(PurgePage.named(List.of(new PurgeItem.Path("/a\nINFO b")))).isEqualTo("path /a?INFO b");
        assertThat(PurgePage.named(List.of(new PurgeItem.Path("/" + "a".repeat(4000)))))
                .hasSize(206);
    }
}
