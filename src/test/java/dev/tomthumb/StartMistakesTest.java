package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.SettingsException;
import dev.tomthumb.config.SettingsLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that settings name are read at the start; all that is wrong with them is said together. */
final class StartMistakesTest {
    @TempDir
    private Path dir;

    private void start(Map<String, String> texts) throws SettingsException {
        Map<String, String> all = new HashMap<>(texts);
        all.put("tomthumb.warm-up", "false");
        Tomthumb.open(
                        SettingsLoader.load(
                                SettingTexts.ofProperties(all),
                                new Installation(true, 2, 256_000_000, dir.resolve("state"))),
                        new Site("ROOT", true, Map.of()))
                .close();
    }

    @Test
    void everyFileThatIsWrongIsNamedAtOnce() throws Exception {
        Path noPicture = Files.writeString(dir.resolve("note.txt"), "not a picture");
        assertThatThrownBy(() -> start(Map.of(
                        "tomthumb.cloudfront.signers", "/private/* = K2JCJMDEHXQW5F:" + dir.resolve("gone.pem"),
                        "tomthumb.fallback-image.path", dir.resolve("gone.png").toString(),
                        "tomthumb.watermark.path", noPicture.toString(),
                        "tomthumb.cache.config", dir.resolve("gone.xml").toString(),
                        "tomthumb.img.presets", "thumb=w:x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("5 things are wrong:\n  tomthumb.cloudfront.signers: ")
                .hasMessageContaining("\n  tomthumb.fallback-image.path names " + dir.resolve("gone.png"))
                .hasMessageContaining("\n  tomthumb.watermark.path gives a picture that cannot be used: ")
                .hasMessageContaining(
                        "gone.xml is not there or must not be read; the setting tomthumb.cache.config names")
                .hasMessageContaining("\n  tomthumb.img.presets: In the preset \"thumb\": ");
    }

    @Test
    void oneMistakeIsSaidAsItIs() {
        assertThatThrownBy(() -> start(Map.of("tomthumb.img.presets", "thumb=w:x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("tomthumb.img.presets: In the preset \"thumb\": ");
    }
}
