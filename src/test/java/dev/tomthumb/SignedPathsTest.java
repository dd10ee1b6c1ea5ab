package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.SettingsException;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.http.cloudfront.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedPathsTest {
    @TempDir
    private Path directory;

    private Settings settings(String signers) throws SettingsException {
        return SettingsLoader.load(
                SettingTexts.ofProperties(Map.of("tomthumb.cloudfront.signers", signers)),
                new Installation(true, 2, 256_000_000, directory));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void theFirstPathThatMatchesGuards() throws Exception {
        Path one = file("one.pem", Signer.rsa("K1", 2048).pem());
        Path two = file("two.pem", Signer.ecdsa("K2", "secp256r1").pem());
        SignedPaths paths = SignedPaths.of(
                settings("/a/b/* = K1:" + one + "; /a/* = K1:" + one + ", K2:" + two + "; /c.jpg = K2:" + two));

        assertThat(paths.isEmpty()).isFalse();
        assertThat(guard(paths, "/a/b/cat.jpg")).isEqualTo("/a/b/*");
        assertThat(guard(paths, "/a/b")).isEqualTo("/a/b/*");
        assertThat(guard(paths, "/a/bb/cat.jpg")).isEqualTo("/a/*");
        assertThat(guard(paths, "/c.jpg")).isEqualTo("/c.jpg");
        assertThat(guard(paths, "/c.jpg/")).isEqualTo("open");
        assertThat(guard(paths, "/ab/cat.jpg")).isEqualTo("open");
        assertThat(SignedPaths.of(settings("off")).isEmpty()).isTrue();
    }

    private static String guard(SignedPaths paths, String path) {
        return paths.guarding(path).map(guard -> guard.pattern().text()).orElse("open");
    }

    @Test
    void everyKeyThatCannotBeUsedIsNamedWithItsFileAndWhy() throws Exception {
        Path weak = file("weak.pem", Signer.rsa("K1", 1024).pem());
        Path empty = file("empty.pem", "");
        Path none = directory.resolve("none.pem");

        assertThatThrownBy(() -> SignedPaths.of(settings(
                        "/a/* = K1:" + weak + ", K2:" + none + "; /b/* = K3:" + empty + "; /c/* = K4:" + directory)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("tomthumb.cloudfront.signers: the file " + weak
                        + " of the key K1 is an RSA key of 1024 bits; 2048 to 4096 are accepted; ")
                .hasMessageContaining("the file " + none + " of the key K2 cannot be read (")
                .hasMessageContaining("the file " + empty + " of the key K3 holds no \"-----BEGIN PUBLIC KEY-----\"")
                .hasMessageContaining("the file " + directory + " of the key K4 cannot be read (");
    }
}
