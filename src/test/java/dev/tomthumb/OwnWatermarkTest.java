package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.Effects;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Watermark;
import dev.tomthumb.samples.TestPictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnWatermarkTest {
    private static final ProductCodecs CODECS = new ProductCodecs(false, 6, new ScratchPool(0));
    private static final byte[] PICTURE = TestPictures.png(TestPictures.geometry(20, 10));
    private static final byte[] OTHER = TestPictures.png(TestPictures.geometry(20, 11));

    @TempDir
    private Path directory;

    @AfterAll
    static void close() {
        CODECS.close();
    }

    private static OwnWatermark watermark(Map<String, String> texts) throws Exception {
        Settings settings = SettingsLoader.load(
                SettingTexts.ofProperties(texts), new Installation(true, 2, 1L << 30, Path.of("state")));
        return new OwnWatermark(settings, CODECS.codecs());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void theFingerprintIsThatOfTheBytesWhereverTheyStand() throws Exception {
        Path file = Files.write(directory.resolve("mark.png"), PICTURE);
        String byPath =
                watermark(Map.of("tomthumb.watermark.path", file.toString())).fingerprint();

        assertThat(watermark(Map.of("tomthumb.watermark.data", base64(PICTURE))).fingerprint())
                .isEqualTo(byPath);
        Files.write(file, OTHER);
        assertThat(watermark(Map.of("tomthumb.watermark.path", file.toString())).fingerprint())
                .isNotEqualTo(byPath)
                .isNotEqualTo(watermark(Map.of()).fingerprint());
    }

    @Test
    void opacityAddressAndFontsAreInTheFingerprint() throws Exception {
        String none = watermark(Map.of()).fingerprint();
        assertThat(watermark(Map.of("tomthumb.watermark.opacity", "0.5")).fingerprint())
                .isNotEqualTo(none);
        assertThat(watermark(Map.of("tomthumb.watermark.url", "https://a.example/b.png"))
                        .fingerprint())
                .isNotEqualTo(none);
        Map<String, String> fonts = Map.of("tomthumb.watermark.fonts", directory.toString());
        String empty = watermark(fonts).fingerprint();
        Files.writeString(directory.resolve("README.txt"), "x");
        assertThat(watermark(fonts).fingerprint()).isNotEqualTo(empty);
    }

    @Test
    void dataWinsOverAPathAndBothOverAnAddress() throws Exception {
        Path file = Files.write(directory.resolve("mark.png"), OTHER);

        assertThat(watermark(Map.of(
                                "tomthumb.watermark.data", base64(PICTURE),
                                "tomthumb.watermark.path", file.toString(),
                                "tomthumb.watermark.url", "https://a.example/b.png"))
                        .fingerprint())
                .isEqualTo(watermark(Map.of("tomthumb.watermark.data", base64(PICTURE)))
                        .fingerprint());
    }

    @Test
    void whatIsNoPictureIsSaidAtTheStart() {
        assertThatThrownBy(() -> watermark(Map.of("tomthumb.watermark.data", "aGVsbG8=")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "tomthumb.watermark.data gives a picture that cannot be used: The original is not an image");
        assertThatThrownBy(() -> watermark(Map.of("tomthumb.watermark.path", "/nowhere/mark.png")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("tomthumb.watermark.path names /nowhere/mark.png, which cannot be read");
        assertThatThrownBy(() -> watermark(Map.of("tomthumb.watermark.fonts", "/nowhere/fonts"))
                        .watermarks())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("tomthumb.watermark.fonts: ");
    }

    @Test
    void aUrlMayNameAsItsWatermarkWhatItMayNameAsItsSource() throws Exception {
        assertThat(parse("https")).isPresent();
        assertThatThrownBy(() -> parse("s3"))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.BUCKET_FORBIDDEN));
    }

    /** A request for a plain picture whose second pass has a watermark from there. */
    private static Optional<ParsedUrl> parse(String scheme) throws ImageException {
        Transform none = Transform.NONE;
        Watermark mark = new Watermark(
                1,
                Watermark.Position.CENTER,
                0,
                0,
                0,
                new Watermark.Content.Picture(new SourceRef(scheme, "//a/b")),
                OptionalInt.empty(),
                OptionalInt.empty(),
                0,
                0);
        Transform marked = new Transform(
                none.trim(),
                none.crop(),
                none.resize(),
                none.turn(),
                none.gravity(),
                Effects.NONE,
                none.extend(),
                none.extendAspectRatio(),
                none.padding(),
                none.background(),
                none.backgroundOpacity(),
                Optional.of(mark));
        ImageRequest plain =
                new ImageRequest(new SourceRef("https", "//a/b"), none, OutputSpec.LIKE_ORIGINAL, Optional.empty());
        ImageRequest request = new ImageRequest(
                plain.source(), plain.reading(), none, List.of(marked), plain.output(), plain.version());
        Dialect dialect = NamedSources.besideTheOriginal(
                new Fixed(request), ref -> ref.scheme().equals("https"));
        return dialect.parse(new RequestUrl("/", "/", ""));
    }

    private record Fixed(ImageRequest request) implements Dialect {
        @Override
        public String name() {
            return "fixed";
        }

        @Override
        public boolean claims(RequestUrl url) {
            return true;
        }

        @Override
        public Optional<ParsedUrl> parse(RequestUrl url) {
            return Optional.of(new ParsedUrl(
                    request, new Delivery("fixed", Optional.empty(), List.of(), Optional.empty(), false)));
        }
    }
}
