package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.SettingsException;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.pipeline.FileRules;
import dev.tomthumb.pipeline.Qualities;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultQualityTest {
    @ParameterizedTest
    @CsvSource({
        "q:80/f:jpg,          none, true",
        "q:81/f:jpg,          none, false",
        "q:79/f:webp,         none, true",
        "q:5/f:png,           none, true",
        "q:80,                none, false",
        // The best may be another format, for which the quality is not the usual one.
        "q:80/f:best,         none, false",
        // What is small becomes a JPEG.
        "q:63/f:avif,         none, false",
        // Where nothing is said, the server searches for a quality.
        "q:80/f:jpg,          size, false",
        "q:5/f:bmp,           none, true"
    })
    void onlyAQualityThatSaysNothingIsLeftOut(String options, String search, boolean leftOut) throws Exception {
        Settings settings = settings(search);
        FileRules files = new FileSettings(settings).rules();

        OutputSpec output = parsed(options, settings).image().output();
        // As negotiation does it.
        OutputSpec negotiated = output.options().best() ? output.withFormat(ImageFormat.JPEG) : output;

        assertThat(new DefaultQuality(Qualities.DEFAULT, files)
                        .without(negotiated)
                        .quality()
                        .isEmpty())
                .isEqualTo(leftOut);
    }

    private static Settings settings(String search) throws SettingsException {
        return SettingsLoader.load(
                SettingTexts.ofProperties(Map.of(
                        "tomthumb.local.root",
                        Path.of("").toAbsolutePath().toString(),
                        "tomthumb.autoquality.method",
                        search,
                        "tomthumb.autoquality.target",
                        "10000")),
                new Installation(true, 2, 1L << 30, Path.of("state")));
    }

    private static ParsedUrl parsed(String options, Settings settings) throws ImageException {
        Originals originals = new Originals(settings, new Site("ROOT", true, Map.of()), ImageEvents.NONE);
        Dialect dialect =
                new Dialects(settings, originals, InstantSource.system()).all().get(0);
        String path = "/img/x/" + options + "/plain/local:///a";
        return dialect.parse(new RequestUrl(path, path, "")).orElseThrow();
    }
}
