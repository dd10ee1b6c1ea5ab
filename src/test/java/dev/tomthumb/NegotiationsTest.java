package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.SettingsException;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.http.ClientHints;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What was chosen for one asker is chosen again for whoever asks alike, and for nobody else. */
final class NegotiationsTest {
    private static final ImageRequest IMAGE = new ImageRequest(
            new SourceRef("local", "///a.jpg"), Transform.NONE, OutputSpec.LIKE_ORIGINAL, Optional.empty());
    private static final String WEBP = "image/webp,*/*;q=0.8";
    private static final Supplier<ClientHints> UNHEARD = () -> {
        throw new AssertionError("nobody listens to hints");
    };

    private static Tomthumb tomthumb(Path state, Map<String, String> settings) throws SettingsException {
        return Tomthumb.open(
                SettingsLoader.load(SettingTexts.ofProperties(settings), new Installation(true, 2, 256_000_000, state)),
                new Site("ROOT", true, Map.of()));
    }

    private static ParsedUrl asking(ImageRequest image, String dialect, ImageFormat... candidates) {
        return new ParsedUrl(
                image, new Delivery(dialect, Optional.empty(), List.of(candidates), Optional.empty(), false));
    }

    private static Optional<ImageFormat> format(ImageRequest chosen) {
        return chosen.output().format();
    }

    @Test
    void everyAskerGetsTheFormatOfHisOwnAccept(@org.junit.jupiter.api.io.TempDir Path state) throws Exception {
        try (Tomthumb tomthumb = tomthumb(state, Map.of("tomthumb.warm-up", "false"))) {
            ParsedUrl url = asking(IMAGE, Delivery.QUERY, ImageFormat.PNG, ImageFormat.JPEG);
            for (int i = 0; i < 2; i++) {
                assertThat(format(tomthumb.negotiate(url, Optional.of("image/png"), UNHEARD)))
                        .contains(ImageFormat.PNG);
                assertThat(format(tomthumb.negotiate(url, Optional.of("image/jpeg"), UNHEARD)))
                        .contains(ImageFormat.JPEG);
                assertThat(format(tomthumb.negotiate(url, Optional.empty(), UNHEARD)))
                        .isEmpty();
                assertThat(format(tomthumb.negotiate(
                                url, Optional.of("image/png;x=" + "y".repeat(300) + ", image/png"), UNHEARD)))
                        .contains(ImageFormat.PNG);
            }
        }
    }

    @Test
    void oneAskerAfterTheOtherGetsTheSameRequest(@org.junit.jupiter.api.io.TempDir Path state) throws Exception {
        try (Tomthumb tomthumb = tomthumb(state, Map.of("tomthumb.warm-up", "false"))) {
            ParsedUrl url = asking(IMAGE, Delivery.QUERY, ImageFormat.PNG);
            assertThat(tomthumb.negotiate(url, Optional.of("image/png"), UNHEARD))
                    .isSameAs(tomthumb.negotiate(url, Optional.of("image/png"), UNHEARD));
            ParsedUrl plain = asking(IMAGE, Delivery.QUERY);
            assertThat(tomthumb.negotiate(plain, Optional.of(WEBP), UNHEARD))
                    .isSameAs(tomthumb.negotiate(plain, Optional.of("image/png"), UNHEARD));
        }
    }

    @Test
    void otherCandidatesForOneImageAreChosenFromAnew(@org.junit.jupiter.api.io.TempDir Path state) throws Exception {
        try (Tomthumb tomthumb = tomthumb(state, Map.of("tomthumb.warm-up", "false"))) {
            Optional<String> both = Optional.of("image/png, image/jpeg");
            for (int i = 0; i < 2; i++) {
                assertThat(format(tomthumb.negotiate(asking(IMAGE, Delivery.QUERY, ImageFormat.PNG), both, UNHEARD)))
                        .contains(ImageFormat.PNG);
                assertThat(format(tomthumb.negotiate(asking(IMAGE, Delivery.QUERY, ImageFormat.JPEG), both, UNHEARD)))
                        .contains(ImageFormat.JPEG);
            }
        }
    }

    @Test
    void hintsAreHeardOfEveryAskerAnew(@org.junit.jupiter.api.io.TempDir Path state) throws Exception {
        Map<String, String> hearing = Map.of(
                "tomthumb.warm-up", "false", "tomthumb.img.client-hints", "true", "tomthumb.query.ladder", "100,200");
        try (Tomthumb tomthumb = tomthumb(state, hearing)) {
            ParsedUrl url = asking(IMAGE, Delivery.IMGPROXY);
            for (int width : new int[] {100, 200, 100}) {
                ImageRequest chosen = tomthumb.negotiate(
                        url,
                        Optional.empty(),
                        () -> ClientHints.read(Optional.of(Integer.toString(width)), Optional.empty()));
                assertThat(chosen.transform().resize().width()).isEqualTo(OptionalInt.of(width));
            }
        }
    }
}
