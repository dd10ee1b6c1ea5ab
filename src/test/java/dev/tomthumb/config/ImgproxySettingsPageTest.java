package dev.tomthumb.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.GeneratedDoc;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ImgproxySettingsPageTest {
    @Test
    void thePageIsWhatTheTableSays() {
        GeneratedDoc.check(Path.of("docs", "imgproxy-settings.md"), ImgproxySettingsPage.markdown());
    }

    @Test
    void everyVariableThatMattersHasAnAnswer() {
        assertThat(ImgproxySettingsPage.THAT_MATTER)
                .allMatch(name ->
                        ImgproxySettingsPage.setting(name).isPresent() || ImgproxySettingsPage.NOTES.containsKey(name));
    }

    @Test
    void everyNoteIsAboutAVariableThatMatters() {
        assertThat(ImgproxySettingsPage.THAT_MATTER).containsAll(ImgproxySettingsPage.NOTES.keySet());
    }
}
