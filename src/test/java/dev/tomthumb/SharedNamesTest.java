package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedNamesTest {
    private static final SharedNames SHOP = new SharedNames("shop");
    private static final SharedNames BLOG = new SharedNames("blog#de");

    private static CacheKey key(String original) {
        return new CacheKey("1f2e3d4c w:320/" + original, original);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webapp:/photos/1.jpg", "local:///1.jpg", "dispatch:/chart?id=1"})
    void whatEachApplicationHasOfItsOwnIsNotShared(String original) {
        CacheKey shop = SHOP.shared(key(original));
        assertThat(shop).isNotEqualTo(BLOG.shared(key(original))).isNotEqualTo(key(original));
        assertThat(shop).isEqualTo(new SharedNames("shop").shared(key(original)));
        assertThat(shop.original()).isEqualTo(original);
        assertThat(shop.text()).endsWith(" w:320/" + original).startsWith("1f2e3d4c");
        assertThat(SHOP.here(shop)).isEqualTo(key(original));
        assertThat(BLOG.here(shop)).isEqualTo(key(original));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://photos/1.jpg", "https://origin.example/1.jpg#x"})
    void whatIsTheSameForAllIs(String original) {
        assertThat(SHOP.shared(key(original))).isEqualTo(key(original));
        assertThat(SHOP.here(key(original))).isEqualTo(key(original));
    }

    @Test
    void aWatermarkOfTheApplicationMakesItItsOwn() {
        CacheKey marked =
                new CacheKey("1f2e3d4c wm:1:c/wmu:webapp%3A%2Flogo.png/s3://photos/1.jpg", "s3://photos/1.jpg");
        assertThat(SHOP.shared(marked)).isNotEqualTo(BLOG.shared(marked));
    }

    @Test
    void aNameOfAnyTextIsOneWord() {
        CacheKey odd = new SharedNames("a b/ü").shared(key("local:///1.jpg"));
        assertThat(odd.text().indexOf(' ')).isEqualTo(odd.text().indexOf(" w:320"));
    }

    @Test
    void aPurgeOfARenditionGoesByTheSharedName() {
        Invalidation purge = new Invalidation.OfRendition(key("webapp:/1.jpg"));
        Invalidation told = SHOP.shared(purge);
        assertThat(told.means(SHOP.shared(key("webapp:/1.jpg")), List.of())).isTrue();
        assertThat(SHOP.here(told)).isEqualTo(purge);
        Invalidation tag = new Invalidation.OfTag("red");
        assertThat(SHOP.here(SHOP.shared(tag))).isEqualTo(tag);
    }
}
