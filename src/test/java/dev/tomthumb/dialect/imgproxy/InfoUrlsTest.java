package dev.tomthumb.dialect.imgproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.config.Secret;
import dev.tomthumb.dialect.OptionRules;
import dev.tomthumb.dialect.OptionTable;
import dev.tomthumb.dialect.Presets;
import dev.tomthumb.dialect.Urls;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.InfoSpec;
import dev.tomthumb.model.InfoSpec.Fact;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** URLs of the info endpoint. */
class InfoUrlsTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-26T12:00:00Z"));
    private static final ImgproxyConfig OPEN = ImgproxyConfig.unsigned("/img/", Set.of("s3"));
    private static final ImgproxyDialect DIALECT = new ImgproxyDialect(OPEN, NOON);
    private static final String CAT = "plain/s3://b/cat.jpg";

    private static ImageRequest parsed(String rest) throws ImageException {
        return Urls.parsed(DIALECT, "/img/info/_/" + rest).image();
    }

    private static InfoSpec info(String options) throws ImageException {
        return parsed(options + CAT).output().info().orElseThrow();
    }

    private static String refusal(String rest) {
        return Urls.refusal(DIALECT, "/img/info/_/" + rest);
    }

    @Test
    void withoutOptionsTheFactsOfTheHeaderAreTold() throws ImageException {
        assertThat(info("").facts())
                .containsExactlyInAnyOrder(Fact.SIZE, Fact.FORMAT, Fact.DIMENSIONS, Fact.EXIF, Fact.IPTC, Fact.XMP);
        assertThat(parsed(CAT).canonical()).isEqualTo("info:s:f:d:exif:iptc:xmp/s3://b/cat.jpg");
    }

    @ParameterizedTest
    @CsvSource({
        "size:0, s:0, info:f:d:exif:iptc:xmp",
        "format:f, f:false, info:s:d:exif:iptc:xmp",
        "dimensions:0, d:0, info:s:f:exif:iptc:xmp",
        "exif:0, exif:0:1, info:s:f:d:iptc:xmp",
        "exif:1:1, exif:t:true, info:s:f:d:exif:exifc:iptc:xmp",
        "iptc:0, iptc:, info:s:f:d:exif:xmp",
        "xmp:0, xmp:no, info:s:f:d:exif:iptc",
        "colorspace:1, cs:t, info:s:f:d:exif:iptc:xmp:cs",
        "bands:1, b:1, info:s:f:d:exif:iptc:xmp:b",
        "sample_format:1, sf:1, info:s:f:d:exif:iptc:xmp:sf",
        "pages_number:1, pn:1, info:s:f:d:exif:iptc:xmp:pn",
        "alpha:1, a:1:0, info:s:f:d:exif:iptc:xmp:a",
        "alpha:1:1, a:1:1, info:s:f:d:exif:iptc:xmp:a:at",
        "palette:8, p:8, info:s:f:d:exif:iptc:xmp/ip:8",
        "palette:0, p:0, info:s:f:d:exif:iptc:xmp",
        "average:1, avg:1:1, info:s:f:d:exif:iptc:xmp:avg",
        "average:1:0, avg:1:f, info:s:f:d:exif:iptc:xmp:avg:avga",
        "average:0:0, avg:0, info:s:f:d:exif:iptc:xmp",
        "dominant_colors:1, dc:1:0, info:s:f:d:exif:iptc:xmp:dc",
        "dominant_colors:1:1, dc:1:t, info:s:f:d:exif:iptc:xmp:dc:dcb",
        "blurhash:4:3, bh:4:3, info:s:f:d:exif:iptc:xmp/ibh:4:3",
        "blurhash:4, bh:0:3, info:s:f:d:exif:iptc:xmp",
        "thumb_hash:1, th:1, info:s:f:d:exif:iptc:xmp:th",
        "perceptual_hash:1, ph:1, info:s:f:d:exif:iptc:xmp:ph",
        "phash:1, ph:true, info:s:f:d:exif:iptc:xmp:ph",
        "calc_hashsums:sha1:md5, chs:md5:sha1:md5, info:s:f:d:exif:iptc:xmp/ichs:md5%3Asha1",
        "page:2, pg:2, pg:2/info:s:f:d:exif:iptc:xmp",
        "crop:10:20:no, c:10:20:no, c:10:20:no/info:s:f:d:exif:iptc:xmp",
        "crop:0:0:ce, c:0, info:s:f:d:exif:iptc:xmp",
        "cachebuster:7, cb:7, info:s:f:d:exif:iptc:xmp/v:7",
        "expires:1900000000, exp:0, info:s:f:d:exif:iptc:xmp",
    })
    void longAndShortNamesMeanTheSame(String written, String otherwise, String key) throws ImageException {
        assertThat(parsed(written + "/" + CAT).canonical()).isEqualTo(key + "/s3://b/cat.jpg");
        assertThat(parsed(otherwise + "/" + CAT).canonical()).isEqualTo(key + "/s3://b/cat.jpg");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "palette:1 | does not accept \"1\"; it takes 0 (none), or a whole number from 2 to 256",
                "palette:257 | does not accept \"257\"",
                "bh:10:1 | does not accept \"10\" as its x_components",
                "chs:crc32 | does not accept \"crc32\"; it takes one of md5, sha1, sha256, sha512",
                "video_meta:1 | is not available here: videos are no originals here",
                "do:1 | is not available here: nothing here detects objects",
                "classify:3 | is not available here: nothing here classifies pictures",
                "width:100 | Unknown option \"width\"",
                "sise:1 | Unknown option \"sise\"",
                "crop:1:1:obj:face | is not available here",
                "max_src_resolution:9 | sets a limit, which URLs may not do here",
                "exp:1 | expired",
                "pr:nope | There is no preset \"nope\"",
            })
    void whatIsNotUnderstoodIsRefusedByName(String option, String sentence) {
        assertThat(refusal(option + "/" + CAT)).contains(sentence);
    }

    @Test
    void aSourceHasNoExtensionAndAUrlHasASource() {
        assertThat(refusal(CAT + "@png")).contains("The extension \"png\" says nothing here");
        assertThat(refusal("size:1/-/" + CAT)).contains("invalid-url");
        assertThat(Urls.refusal(DIALECT, "/img/info/x")).contains("/img/info/signature/options/plain/source");
        assertThat(refusal("plain/ftp://b/cat.jpg")).isNotEmpty();
    }

    @Test
    void aBase64SourceIsTheSameOriginal() throws ImageException {
        String source = Base64.getUrlEncoder().encodeToString("s3://b/cat.jpg".getBytes(StandardCharsets.UTF_8));
        assertThat(parsed("size:1/" + source)).isEqualTo(parsed(CAT));
    }

    @Test
    void theSignatureIsOverWhatFollowsIt() throws Exception {
        byte[] key = HexFormat.of().parseHex("736563726574");
        byte[] salt = HexFormat.of().parseHex("68656c6c6f");
        ImgproxyDialect signed = new ImgproxyDialect(
                OPEN.withKeys(SigningKey.pairs(List.of(Secret.ofBytes(key)), List.of(Secret.ofBytes(salt)))), NOON);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update(salt);
        String signature = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(("/bands:1/" + CAT).getBytes(StandardCharsets.UTF_8)));

        assertThat(Urls.parsed(signed, "/img/info/" + signature + "/bands:1/" + CAT)
                        .image()
                        .output()
                        .info())
                .isPresent();
        assertThat(Urls.refusal(signed, "/img/info/" + signature + "/bands:0/" + CAT))
                .startsWith("bad-signature");
        assertThat(Urls.refusal(signed, "/img/info/_/bands:1/" + CAT)).startsWith("bad-signature");
    }

    @Test
    void presetsOfItsOwnAndNothingButThem() throws ImageException {
        Presets presets = Presets.of(List.of("default=s:0", "colors=p:8/avg:1"), ":", OptionTable.info());
        ImgproxyConfig spoken = OPEN.withOptions(OptionRules.DEFAULT.ofInfo(Set.of("preset", "bands"), presets));
        ImgproxyDialect options = new ImgproxyDialect(OPEN, Optional.of(spoken), NOON);
        ImgproxyDialect only = new ImgproxyDialect(
                OPEN, Optional.of(spoken.withGrammar(spoken.grammar().withOnlyPresets(true))), NOON);

        assertThat(Urls.parsed(options, "/img/info/_/bands:1/pr:colors/" + CAT)
                        .image()
                        .canonical())
                .isEqualTo("info:f:d:exif:iptc:xmp:b:avg/ip:8/s3://b/cat.jpg");
        assertThat(Urls.refusal(options, "/img/info/_/alpha:1/" + CAT)).contains("not among those allowed");
        assertThat(Urls.parsed(only, "/img/info/_/colors/" + CAT).image().canonical())
                .isEqualTo("info:f:d:exif:iptc:xmp:avg/ip:8/s3://b/cat.jpg");
    }

    @Test
    void whereItIsSwitchedOffInfoIsASignatureLikeAnyOther() throws ImageException {
        ImgproxyDialect without = new ImgproxyDialect(OPEN, Optional.empty(), NOON);
        assertThat(Urls.parsed(without, "/img/info/w:10/" + CAT)
                        .image()
                        .output()
                        .info())
                .isEmpty();
    }

    @Test
    void atTheRootThePathIsImgproxysOwn() throws ImageException {
        ImgproxyDialect root = new ImgproxyDialect(ImgproxyConfig.unsigned("/", Set.of("s3")), NOON);
        assertThat(Urls.parsed(root, "/info/unsafe/size:t/" + CAT)
                        .image()
                        .output()
                        .info())
                .isPresent();
    }
}
