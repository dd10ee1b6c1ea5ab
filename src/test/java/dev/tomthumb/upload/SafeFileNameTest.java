package dev.tomthumb.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeFileNameTest {
    private static final int MAX = 120;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                // as it should be
                "cat.jpg|cat.jpg",
                "My_Cat-2.JPG|My_Cat-2.jpg",
                "한국어 사진.png|한국어-사진.jpg",
                "사진 (1).jpeg|사진-1.jpg",
                "naïve café.jpg|naïve-café.jpg",
                "हिन्दी.jpg|हिन्दी.jpg",
                // paths
                "C:\\Users\\kim\\사진.jpg|사진.jpg",
                "../../../etc/passwd|passwd.jpg",
                "..\\..\\WEB-INF\\web.xml|web.jpg",
                "/|picture.jpg",
                "..|picture.jpg",
                ".htaccess|picture.jpg",
                // more than one type
                "evil.jsp.jpg|evil-jsp.jpg",
                "evil.jsp|evil.jpg",
                "evil.jsp;.jpg|evil-jsp.jpg",
                "a.php\u0000.jpg|a-php.jpg",
                // what HTML, URLs, srcset and shells give a meaning to
                "\"><script>alert(1)</script>.jpg|script.jpg",
                "a' onerror='b.jpg|a-onerror-b.jpg",
                "100%.jpg|100.jpg",
                "a%2Fb.jpg|a-2Fb.jpg",
                "a?b#c&d=e.jpg|a-b-c-d-e.jpg",
                "a@webp.jpg|a-webp.jpg",
                "$(rm -rf ~).jpg|rm-rf.jpg",
                "-rf.jpg|rf.jpg",
                "a\u2028b\u202egpj.exe.jpg|a-bgpj-exe.jpg",
                // devices of Windows
                "con.jpg|_con.jpg",
                "LPT1.jpg|_LPT1.jpg",
                "nul|_nul.jpg",
                "console.jpg|console.jpg",
                // nothing at all
                "|picture.jpg",
                "....jpg|picture.jpg",
                "★★★.jpg|picture.jpg",
            })
    void namesAsPeopleAndOthersSendThem(String submitted, String expected) {
        assertThat(SafeFileName.of(submitted == null ? "" : submitted, "jpg", MAX))
                .isEqualTo(expected);
    }

    /** A Mac sends Korean as single letters; stored twice it would be two files that look the same. */
    @org.junit.jupiter.api.Test
    void koreanFromAMacIsPutTogether() {
        String mac = Normalizer.normalize("한국어.jpg", Normalizer.Form.NFD);

        assertThat(mac).isNotEqualTo("한국어.jpg");
        assertThat(SafeFileName.of(mac, "jpg", MAX)).isEqualTo("한국어.jpg");
    }

    @org.junit.jupiter.api.Test
    void longNamesAreCutBetweenCharacters() {
        String name = SafeFileName.of("가".repeat(300) + ".jpg", "jpg", MAX);

        assertThat(name).isEqualTo("가".repeat(38) + ".jpg");
        assertThat(SafeFileName.numbered(name, 12, MAX)).isEqualTo("가".repeat(37) + "-12.jpg");
    }

    @Property
    void whateverIsSubmittedTheNameIsSafe(
            @ForAll("names") String submitted, @ForAll @IntRange(min = 32, max = 255) int max) {
        String name = SafeFileName.of(submitted, "webp", max);

        assertSafe(name, max);
        assertThat(SafeFileName.of(name, "webp", max)).as("safe already").isEqualTo(name);
        assertSafe(SafeFileName.numbered(name, 1000, max), max);
    }

    private static void assertSafe(String name, int max) {
        assertThat(name).matches("[\\p{L}\\p{M}\\p{Nd}_-]+\\.webp");
        assertThat(name).doesNotStartWith("-").isEqualTo(Normalizer.normalize(name, Normalizer.Form.NFC));
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(max);
        assertThat(new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(name);
        assertThat(Path.of("/uploads").resolve(name).normalize().getParent()).isEqualTo(Path.of("/uploads"));
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(200);
        Arbitrary<String> nasty = Arbitraries.strings()
                .withChars("./\\:%<>\"'&;@ \u0000\u202e\u200d\u0301\u1112\u1161\u11ab\ud83d\ude00가aA1_-")
                .ofMaxLength(300);
        return Arbitraries.oneOf(any, nasty);
    }
}
