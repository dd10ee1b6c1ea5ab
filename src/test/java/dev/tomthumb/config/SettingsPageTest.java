package dev.tomthumb.config;

import dev.tomthumb.testkit.GeneratedDoc;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
    @Test
    void theReferencePageIsWhatTheTableSays() {
        GeneratedDoc.check(Path.of("docs", "settings.md"), SettingsPage.markdown());
    }
}
