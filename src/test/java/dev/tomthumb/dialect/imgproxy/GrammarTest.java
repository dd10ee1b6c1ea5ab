package dev.tomthumb.dialect.imgproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tomthumb.config.Secret;
import dev.tomthumb.config.UrlReplacement;
import dev.tomthumb.dialect.OptionRules;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.Presets;
import dev.tomthumb.dialect.SourceReader;
import dev.tomthumb.dialect.Urls;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Watermark;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator can make of the grammar: presets, separators, encrypted and shortened sources. */
class GrammarTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));
    private static final ImgproxyConfig USUAL =
            ImgproxyConfig.unsigned("/img/", Set.of("s3", "http", "https", "local"));
    /** The key and the URL of imgproxy's documentation of encrypted sources. */
    private static final String KEY = "1eb5b0e971ad7f45324c1bb15c947cb207c43152fa5c6c7f35c4f36e0c18e0f1";

    private static final String SEALED =
            "p5VjorNdhs7mRRw8gA9TWoRlGci3l1kuzqN43UQlRaRIQ0qtBKW3qFABIsx-ZRz_cVc8iVTYbhsNsxNBL1BHaQ";

    private static String canonical(ImgproxyConfig config, String path) throws ImageException {
        return parsed(config, path).image().canonical();
    }

    private static ParsedUrl parsed(ImgproxyConfig config, String path) throws ImageException {
        return Urls.parsed(new ImgproxyDialect(config, CLOCK), "/img/_/" + path);
    }

    private static String refusal(ImgproxyConfig config, String path) {
        return Urls.refusal(new ImgproxyDialect(config, CLOCK), "/img/_/" + path);
    }

    private static ImgproxyConfig withPresets(String... definitions) {
        return USUAL.withOptions(OptionRules.DEFAULT.withPresets(Presets.of(List.of(definitions), ":")));
    }

    private static ImgproxyConfig encrypted(String key) {
        return USUAL.withGrammar(new Grammar(
                ":", false, Optional.of(Secret.ofBytes(HexFormat.of().parseHex(key))), List.of(), "", false, "?"));
    }

    // ---- Presets

    @Test
    void aPresetIsWhatItsOptionsAre() throws ImageException {
        ImgproxyConfig config = withPresets("thumb=rs:fill:320:200/q:70", "sharp=sh:0.7", "both=pr:thumb:sharp/w:100");
        assertThat(canonical(config, "pr:thumb/plain/s3://b/k")).isEqualTo("rs:fill/w:320/h:200/q:70/s3://b/k");
        assertThat(canonical(config, "preset:thumb:sharp/w:5/plain/s3://b/k"))
                .isEqualTo("rs:fill/w:5/h:200/sh:0.7/q:70/s3://b/k");
        assertThat(canonical(config, "w:5/pr:both/plain/s3://b/k"))
                .isEqualTo("rs:fill/w:100/h:200/sh:0.7/q:70/s3://b/k");
        assertThat(refusal(config, "pr:thum/plain/s3://b/k"))
                .isEqualTo("unknown-option: There is no preset \"thum\"; did you mean \"thumb\"?");
        assertThat(refusal(config, "pr:/plain/s3://b/k"))
                .isEqualTo("unknown-option: There is no preset \"\"; there are thumb, sharp, both.");
    }

    @Test
    void theDefaultPresetComesFirst() throws ImageException {
        ImgproxyConfig config = withPresets("default=q:50/w:100");
        assertThat(canonical(config, "plain/s3://b/k")).isEqualTo("w:100/q:50/s3://b/k");
        assertThat(canonical(config, "w:5/plain/s3://b/k")).isEqualTo("w:5/q:50/s3://b/k");
    }

    @Test
    void aPresetInsideItselfIsLeftOutAndReportedAtTheStart() throws ImageException {
        Presets presets = Presets.of(List.of("a=w:1/pr:b/q:5", "b=pr:a/h:2", "c=pr:a"), ":");
        ImgproxyConfig config = USUAL.withOptions(OptionRules.DEFAULT.withPresets(presets));
        assertThat(canonical(config, "pr:a/plain/s3://b/k")).isEqualTo("w:1/h:2/q:5/s3://b/k");
        assertThat(presets.tried(OptionRules.DEFAULT, SourceReader.NONE))
                .containsExactly(
                        "The preset \"a\" uses itself; it is left out there.",
                        "The preset \"b\" uses itself; it is left out there.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            thumb          | A preset is written name=option:argument/option:argument, not "thumb".
            =w:1           | A preset is written name=option:argument/option:argument, not "=w:1".
            thumb=         | A preset is written name=option:argument/option:argument, not "thumb=".
            thumb=wd:1     | In the preset "thumb": Unknown option "wd"; did you mean "w"?
            thumb=w:x      | In the preset "thumb": The option "w" does not accept "x"; it takes a whole number from 0 to 2147483647.
            thumb=pr:other | In the preset "thumb": There is no preset "other"; there are thumb.
            thumb=msr:5    | In the preset "thumb": The option "msr" sets a limit, which URLs may not do here; the setting tomthumb.img.allow-security-options lets them.
            thumb=wm:1/wmu:ZnRwOi8vaC9h | In the preset "thumb": The source scheme "ftp" is not known here; there are http, https, local, s3.
            """)
    void aPresetThatCannotBeUnderstoodIsRefusedAtTheStart(String definition, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Presets.of(List.of(definition), ":").tried(OptionRules.DEFAULT, USUAL.sourceReader()))
                .withMessage(sentence);
    }

    @Test
    void whereOnlyPresetsAreTakenTheFirstSegmentNamesThem() throws ImageException {
        ImgproxyConfig config = withPresets("default=q:50", "thumb=w:320", "grey=sa:0")
                .withGrammar(new Grammar(":", true, Optional.empty(), List.of(), "", false, "?"));
        assertThat(canonical(config, "thumb:grey/plain/s3://b/k@png")).isEqualTo("w:320/a:0:1:0/q:50/f:png/s3://b/k");
        assertThat(canonical(config, "thumb/czM6Ly9iL2s")).isEqualTo("w:320/q:50/s3://b/k");
        assertThat(refusal(config, "w:320/plain/s3://b/k"))
                .isEqualTo("unknown-option: There is no preset \"w\"; there are default, thumb, grey.");
        assertThat(refusal(config, "thumb")).startsWith("invalid-url: The URL begins with the names of presets");
    }

    @Test
    void urlsMayUseTheOptionsThatAreAllowedAndPresetsAll() throws ImageException {
        OptionRules rules =
                new OptionRules(Set.of("width", "pr"), false, false, Presets.of(List.of("blurred=bl:5/w:9"), ":"), 8);
        ImgproxyConfig config = USUAL.withOptions(rules);
        assertThat(canonical(config, "w:5/preset:blurred/width:6/plain/s3://b/k"))
                .isEqualTo("w:6/bl:5/s3://b/k");
        assertThat(refusal(config, "bl:5/plain/s3://b/k"))
                .isEqualTo("bad-option: The option \"bl\" is not among those allowed here.");
    }

    @Test
    void limitsAndTheCacheAreForUrlsOnlyWhereTheOperatorSaysSo() throws ImageException {
        ImgproxyConfig config = USUAL.withOptions(new OptionRules(Set.of(), true, true, Presets.NONE, 8));
        assertThat(canonical(config, "msr:1.5/msfs:5000000000/maf:10/mafr:2/mrd:100/plain/s3://b/k"))
                .isEqualTo("msr:1.5/msfs:5.0E9/maf:10/mafr:2/mrd:100/s3://b/k".replace("5.0E9", "5000000000"));
        assertThat(canonical(
                        config,
                        "max_src_resolution:0/max_src_file_size:0/max_animation_frames:0"
                                + "/max_animation_frame_resolution:0/max_result_dimension:0/plain/s3://b/k"))
                .isEqualTo("s3://b/k");
        assertThat(parsed(config, "bc:1/plain/s3://b/k").delivery().bypass()).isTrue();
    }

    // ---- Chained pipelines

    @Test
    void aPresetIsMergedIntoThePipelinesFromWhereItStands() throws ImageException {
        ImgproxyConfig config = withPresets("test=width:300/height:300/-/width:200/height:200/-/width:100/height:200");
        assertThat(canonical(config, "width:400/-/preset:test/width:500/-/width:600/plain/s3://b/k"))
                .isEqualTo("w:400/-/w:500/h:300/-/w:600/h:200/-/w:100/h:200/-/s3://b/k");
    }

    @Test
    void eachPipelineHasItsOwnWatermarkAndAllHaveOneFile() throws ImageException {
        ParsedUrl url =
                parsed(USUAL, "w:500/wm:0.5/wmu:czM6Ly9iL2E/f:png/-/wm:1:soea/wmu:czM6Ly9iL2I/q:5/plain/s3://b/k");
        assertThat(url.image().then()).hasSize(1);
        assertThat(url.sources()).extracting(Object::toString).containsExactly("s3://b/k", "s3://b/a", "s3://b/b");
        assertThat(url.image().then().get(0).watermark().orElseThrow().position())
                .isEqualTo(Watermark.Position.SOUTH_EAST);
        assertThat(url.image().output().quality()).hasValue(5);
    }

    @Test
    void pipelinesAreCounted() throws ImageException {
        assertThat(canonical(USUAL, "w:1/-/".repeat(8).substring(0, 8 * 6 - 3) + "/plain/s3://b/k"))
                .isEqualTo("w:1/-/".repeat(8) + "s3://b/k");
        assertThat(refusal(USUAL, "w:1/-/".repeat(8) + "w:1/plain/s3://b/k"))
                .isEqualTo("bad-option: The URL chains more than 8 pipelines, which is the most here.");
    }

    // ---- Encrypted sources

    @Test
    void theEncryptedSourceOfImgproxysDocumentationIsRead() throws ImageException {
        ImgproxyConfig config = encrypted(KEY);
        String source = "http://example.com/images/curiosity.jpg";
        assertThat(canonical(config, "rs:fit:300:300/enc/" + SEALED)).isEqualTo("w:300/h:300/" + source);
        assertThat(canonical(config, "enc/" + SEALED + ".png")).isEqualTo("f:png/" + source);
        assertThat(canonical(config, "enc/" + SEALED.substring(0, 20) + "/" + SEALED.substring(20) + "==.png"))
                .isEqualTo("f:png/" + source);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 32})
    void everyLengthOfAnAesKeyWorks(int length) throws Exception {
        byte[] key = new byte[length];
        new Random(length).nextBytes(key);
        String hex = HexFormat.of().formatHex(key);
        assertThat(canonical(encrypted(hex), "enc/" + sealed(key, "s3://b/고양이 1.jpg")))
                .isEqualTo("s3://b/고양이 1.jpg");
    }

    @Test
    void whateverIsWrongWithAnEncryptedSourceTheAnswerIsTheSame() throws Exception {
        byte[] key = HexFormat.of().parseHex(KEY);
        ImgproxyConfig config = encrypted(KEY);
        byte[] good = Base64.getUrlDecoder().decode(SEALED);
        good[good.length - 1] ^= 1;
        String badPadding = Base64.getUrlEncoder().withoutPadding().encodeToString(good);
        for (String sealed : List.of(
                badPadding,
                sealed(key, "nonsense"),
                sealed(key, "ftp://h/a"),
                sealed(key, "s3://b/../k"),
                sealed(key, ""),
                sealed(key, "s3://b/a\u0000b"),
                Base64.getUrlEncoder().withoutPadding().encodeToString(notText(key)),
                SEALED.substring(0, 22),
                SEALED.substring(0, 40),
                SEALED.replace('p', '!'),
                "x")) {
            assertThat(refusal(config, "enc/" + sealed))
                    .as(sealed)
                    .isEqualTo("invalid-url: The encrypted source cannot be read.");
        }
        assertThat(refusal(config, "enc/")).startsWith("invalid-url: The URL names no source");
        assertThat(refusal(USUAL, "enc/" + SEALED))
                .isEqualTo("invalid-url: Encrypted sources are switched off here; the setting"
                        + " tomthumb.img.source-url-encryption-key holds their key.");
    }

    private static byte[] notText(byte[] key) throws Exception {
        return encrypted(key, new byte[] {(byte) 0xFF, (byte) 0xC0});
    }

    private static String sealed(byte[] key, String text) throws Exception {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(encrypted(key, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] encrypted(byte[] key, byte[] text) throws Exception {
        byte[] vector = new byte[16];
        new Random(1).nextBytes(vector);
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
        byte[] body = cipher.doFinal(text);
        byte[] all = new byte[16 + body.length];
        System.arraycopy(vector, 0, all, 0, 16);
        System.arraycopy(body, 0, all, 16, body.length);
        return all;
    }

    // ---- Separators and shortened sources

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "::", "*"})
    void argumentsAreSeparatedAsTheOperatorSays(String separator) throws ImageException {
        ImgproxyConfig config =
                USUAL.withGrammar(new Grammar(separator, false, Optional.empty(), List.of(), "", false, "?"));
        assertThat(canonical(
                        config,
                        "rs:fill:300:200/q:70/plain/s3://b/k"
                                .replace(":", separator)
                                .replace("s3" + separator, "s3:")))
                .isEqualTo("rs:fill/w:300/h:200/q:70/s3://b/k");
    }

    @Test
    void sourcesAreReplacedThenCompleted() throws Exception {
        Grammar grammar = new Grammar(
                ":",
                false,
                Optional.empty(),
                List.of(
                        new UrlReplacement("mys3://", "s3://bucket/images/"),
                        new UrlReplacement("shop-*/*/", "s3://shop/${2}/of/${1}/")),
                "https://example.com/",
                false,
                "?");
        ImgproxyConfig base = USUAL.withGrammar(grammar);
        assertThat(canonical(base, "plain/a/b.jpg")).isEqualTo("https://example.com/a/b.jpg");
        assertThat(canonical(base, "plain/https://example.com/a.jpg")).isEqualTo("https://example.com/a.jpg");
        assertThat(canonical(base, "YS5qcGc")).isEqualTo("https://example.com/a.jpg");
        ImgproxyConfig short_ =
                USUAL.withGrammar(new Grammar(":", false, Optional.empty(), grammar.replacements(), "", false, "?"));
        assertThat(canonical(short_, "plain/mys3://a.jpg")).isEqualTo("s3://bucket/images/a.jpg");
        assertThat(canonical(short_, "plain/shop-7/x/a/b.jpg")).isEqualTo("s3://shop/x/of/7/a/b.jpg");
        assertThat(canonical(short_, "wm:1/wmu:bXlzMzovL2xvZ28/plain/s3://b/k"))
                .isEqualTo("wm:1:ce:0:0:0/wmu:s3%3A%2F%2Fbucket%2Fimages%2Flogo/s3://b/k");
        assertThat(parsed(base, "fiu:czM6Ly9iL2xvZ28/plain/a.jpg")
                        .delivery()
                        .fallback()
                        .orElseThrow())
                .as("a source of an option that has a scheme")
                .hasToString("s3://b/logo");
    }

    @Test
    void aFilesNameBehindABase64SourceIsLeftOut() throws ImageException {
        ImgproxyConfig config = USUAL.withGrammar(new Grammar(":", false, Optional.empty(), List.of(), "", true, "?"));
        assertThat(canonical(config, "w:3/czM6Ly9iL2s.png/puppy.jpg")).isEqualTo("w:3/f:png/s3://b/k");
        assertThat(canonical(config, "w:3/czM6/Ly9iL2s/puppy.jpg")).isEqualTo("w:3/s3://b/k");
        assertThat(canonical(config, "w:3/plain/s3://b/k/puppy.jpg")).isEqualTo("w:3/s3://b/k/puppy.jpg");
    }

    @Test
    void aVersionIsSeparatedAsTheOperatorSays() throws ImageException {
        ImgproxyConfig config = USUAL.withGrammar(new Grammar(":", false, Optional.empty(), List.of(), "", false, "!"));
        assertThat(canonical(config, "plain/s3://b/k!v1")).isEqualTo("s3://b/k?v1");
        assertThat(canonical(config, "plain/http://h/k!v1%3Fx")).isEqualTo("http://h/k!v1?x");
        assertThat(refusal(config, "plain/s3://b/k%3Fx"))
                .isEqualTo("invalid-url: The source holds a question mark, which no key can have here.");
    }
}
