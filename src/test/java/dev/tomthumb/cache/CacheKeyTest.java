package dev.tomthumb.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CacheKeyTest {
    private static final ImageRequest CAT = new ImageRequest(
            new SourceRef("s3", "//originals/cat.jpg"), Transform.NONE, OutputSpec.VERBATIM, Optional.empty());

    @Test
    void aKeyIsTheFingerprintAndTheCanonicalRequest() {
        assertThat(CacheKey.of("1f2e3d4c", CAT).text()).isEqualTo("1f2e3d4c raw:1/s3://originals/cat.jpg");
    }

    @Test
    void anotherNodesKeyOfTheSameRequestDiffersInTheFingerprintAlone() {
        CacheKey key = new CacheKey("1f2e3d4c w:320/s3://originals/two words.jpg", "s3://originals/two words.jpg");

        assertThat(key.request()).isEqualTo("w:320/s3://originals/two words.jpg");
        assertThat(key.under("ffffffff"))
                .isEqualTo(new CacheKey("ffffffff " + key.request()))
                .extracting(CacheKey::original)
                .isEqualTo(key.original());
    }

    @Test
    void aFingerprintThatCouldRunIntoTheRequestIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CacheKey.of("a b", CAT));
        assertThatIllegalArgumentException().isThrownBy(() -> CacheKey.of("", CAT));
        assertThatIllegalArgumentException().isThrownBy(() -> new CacheKey(""));
    }

    @Test
    void aFingerprintChangesWithAnyFactAndNotWithTheirOrder() {
        String known = CacheFingerprint.of(Map.of("renderer", "1", "quality.jpeg", "80"));

        assertThat(known).matches("[0-9a-f]{8}");
        assertThat(CacheFingerprint.of(Map.of("quality.jpeg", "80", "renderer", "1")))
                .isEqualTo(known);
        assertThat(CacheFingerprint.of(Map.of("renderer", "1", "quality.jpeg", "81")))
                .isNotEqualTo(known);
        assertThat(CacheFingerprint.of(Map.of("a", "bc"))).isNotEqualTo(CacheFingerprint.of(Map.of("ab", "c")));
    }
}
