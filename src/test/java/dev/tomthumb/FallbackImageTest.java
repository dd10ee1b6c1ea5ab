package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.SettingsException;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.engine.StandIns;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.samples.TestPictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FallbackImageTest {
    private static final ProductCodecs CODECS = new ProductCodecs(false, 6, new ScratchPool(1 << 20));
    private static final byte[] PICTURE = TestPictures.png(TestPictures.geometry(8, 8));
    private static final SourceRef OWN = new SourceRef("https", "//h/own.png");

    @TempDir
    private Path directory;

    @AfterAll
    static void close() {
        CODECS.close();
    }

    private static FallbackImage read(String... pairs) throws SettingsException {
        Map<String, String> texts = new HashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            texts.put("tomthumb.fallback-image." + pair.substring(0, equals), pair.substring(equals + 1));
        }
        Settings settings = SettingsLoader.load(
                SettingTexts.ofProperties(texts), new Installation(true, 2, 1L << 30, Path.of("state")));
        return FallbackImage.read(settings, CODECS.codecs());
    }

    private static Delivery delivery(String dialect, Optional<SourceRef> own) {
        return new Delivery(
                dialect, Optional.empty(), List.of(), Optional.empty(), false, List.of(), false, false, own);
    }

    private static StandIns standIns(FallbackImage fallback, String dialect) {
        return fallback.standIns(delivery(dialect, Optional.empty()));
    }

    @Test
    void withoutSettingsThereIsNone() throws Exception {
        assertThat(standIns(read(), Delivery.IMGPROXY)).isEqualTo(StandIns.NONE);
    }

    @Test
    void aFileAndItsBase64TextAreOneAndTheSame() throws Exception {
        Path file = Files.write(directory.resolve("none.png"), PICTURE);
        FallbackImage ofFile = read("path=" + file);
        FallbackImage ofText = read("data=" + Base64.getEncoder().encodeToString(PICTURE));

        assertThat(ofFile.inMemory().keySet()).isEqualTo(ofText.inMemory().keySet());
        assertThat(ofFile.inMemory().values()).containsExactly(PICTURE);
        assertThat(standIns(ofFile, Delivery.IMGPROXY).originals())
                .containsExactlyElementsOf(ofFile.inMemory().keySet());
    }

    @Test
    void anAddressIsNotFetchedAtTheStart() throws Exception {
        FallbackImage fallback = read("url=https://nowhere.invalid/none.png");

        assertThat(fallback.inMemory()).isEmpty();
        assertThat(standIns(fallback, Delivery.IMGPROXY).originals())
                .containsExactly(new SourceRef("https", "//nowhere.invalid/none.png"));
    }

    @Test
    void theUrlsOwnComesFirst() throws Exception {
        FallbackImage fallback = read("url=https://h/none.png");

        assertThat(fallback.standIns(delivery(Delivery.IMGPROXY, Optional.of(OWN)))
                        .originals())
                .containsExactly(OWN, new SourceRef("https", "//h/none.png"));
    }

    @Test
    void theQueryLanguageHasItOnlyWhereThatIsSet() throws Exception {
        assertThat(standIns(read("url=https://h/none.png"), Delivery.QUERY)).isEqualTo(StandIns.NONE);
        assertThat(standIns(read("url=https://h/none.png", "query=true"), Delivery.QUERY)
                        .originals())
                .hasSize(1);
    }

    @Test
    void itStandsInForAllFaultsOfAnOriginalUnlessToldOtherwise() throws Exception {
        assertThat(standIns(read("url=https://h/a.png"), Delivery.IMGPROXY).faults())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Problem.values())
                        .filter(Problem::concernsOriginal)
                        .toList())
                .doesNotContain(Problem.OVERLOADED, Problem.BROKEN_IMAGE);
        assertThat(standIns(read("url=https://h/a.png", "for=original-missing"), Delivery.IMGPROXY)
                        .faults())
                .containsExactly(Problem.ORIGINAL_MISSING);
    }

    @Test
    void whatCannotBeReadOrShownStopsTheStartWithASentence() throws Exception {
        Path page = Files.writeString(directory.resolve("page.png"), "<html></html>");

        assertThatThrownBy(() -> read("path=" + directory.resolve("nothing.png")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("tomthumb.fallback-image.path names " + directory)
                .hasMessageContaining("which cannot be read");
        assertThatThrownBy(() -> read("path=" + page))
                .hasMessageStartingWith("tomthumb.fallback-image.path gives a picture that cannot be used: ");
        assertThatThrownBy(() -> read("path=" + page, "url=https://h/a.png"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("there is a fallback image already, by tomthumb.fallback-image.path");
        assertThatThrownBy(() -> read("url=local:///a.png"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("tomthumb.local.root");
    }
}
