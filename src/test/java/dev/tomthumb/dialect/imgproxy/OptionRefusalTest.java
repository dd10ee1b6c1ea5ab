package dev.tomthumb.dialect.imgproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.dialect.Option;
import dev.tomthumb.dialect.OptionTable;
import dev.tomthumb.dialect.Urls;
import dev.tomthumb.model.ImageException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What options refuse, and what they say then. */
class OptionRefusalTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));
    private static final List<String> HOSTILE = List.of(
            "",
            "-1",
            "0",
            "1e308",
            "1e309",
            "-1e308",
            "99999999999999999999",
            "-99999999999999999999",
            "NaN",
            "Infinity",
            "-Infinity",
            "0x10",
            "1_000",
            "١٢",
            "１２",
            "1 ",
            "1e-400",
            "-0.0",
            "2147483648",
            "..",
            "%00",
            "<script>",
            "a".repeat(3000));

    private final ImgproxyDialect dialect = new ImgproxyDialect(ImgproxyConfig.unsigned("/img/", Set.of("s3")), CLOCK);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            x:1                          | unknown-option: Unknown option "x"; did you mean "ex"?
            ra:spline                    | bad-option: The option "ra" does not accept "spline"; it takes one of nearest, linear, cubic, lanczos2, lanczos3.
            mw:-1                        | bad-option: The option "mw" does not accept "-1"; it takes a whole number from 0 to 2147483647.
            mh:                          | bad-option: The option "mh" does not accept ""; it takes a whole number from 0 to 2147483647.
            z:0                          | bad-option: The option "z" does not accept "0"; it takes a number greater than 0.
            z:1:2:3                      | bad-option: The option "z" has 3 arguments; it takes at most 2.
            z:1:                         | bad-option: The option "z" does not accept "" as its y; it takes a number greater than 0.
            el:1:2                       | bad-option: The option "el" has 2 arguments; it takes at most 1.
            ex:1:sm                      | bad-option: The option "ex" does not accept "sm" as its type; it takes one of ce, no, so, ea, we, noea, nowe, soea, sowe, fp.
            ex:1:obj                     | unknown-option: The gravity "obj" is not available here: nothing here detects objects.
            ex:1:no:1:2:3                | bad-option: The option "ex" has 5 arguments; it takes at most 4.
            rs:fit:1:2:0:1:sm            | bad-option: The option "rs" does not accept "sm" as its type; it takes one of ce, no, so, ea, we, noea, nowe, soea, sowe, fp.
            exar:1:fp:1                  | bad-option: The option "exar" does not accept "fp:1"; it takes fp:x:y, where x and y are numbers from 0 to 1.
            g:obj:face                   | unknown-option: The gravity "obj" is not available here: nothing here detects objects.
            g:objw:all:2                 | unknown-option: The gravity "objw" is not available here: nothing here detects objects.
            g:sm:1                       | bad-option: The option "g" does not accept "sm:1"; it takes sm without offsets.
            c:-1:2                       | bad-option: The option "c" does not accept "-1" as its width; it takes a number from 0 on.
            c:                           | bad-option: The option "c" does not accept "" as its width; it takes a number from 0 on.
            c:1:x                        | bad-option: The option "c" does not accept "x" as its height; it takes a number from 0 on.
            c:1:2:no:1:2:3               | bad-option: The option "c" has 6 arguments; it takes at most 5.
            c:1:2:xx                     | bad-option: The option "c" does not accept "xx" as its type; it takes one of ce, no, so, ea, we, noea, nowe, soea, sowe, fp, sm.
            car:-1                       | bad-option: The option "car" does not accept "-1" as its ratio; it takes a number from 0 on.
            car:                         | bad-option: The option "car" does not accept "" as its ratio; it takes a number from 0 on.
            t:-1                         | bad-option: The option "t" does not accept "-1" as its threshold; it takes a number from 0 on.
            t:10:red                     | bad-option: The option "t" does not accept "red" as its color; it takes 3 or 6 hexadecimal digits.
            t:1:fff:1:1:1                | bad-option: The option "t" has 5 arguments; it takes at most 4.
            rot:45                       | bad-option: The option "rot" does not accept "45"; it takes a multiple of 90.
            rot:x                        | bad-option: The option "rot" does not accept "x"; it takes a multiple of 90.
            rot:360090                   | bad-option: The option "rot" does not accept "360090"; it takes a multiple of 90.
            fl:1:1:1                     | bad-option: The option "fl" has 3 arguments; it takes at most 2.
            pd:-1                        | bad-option: The option "pd" does not accept "-1" as its top; it takes a whole number from 0 to 2147483647.
            pd:1:2:3:4:5                 | bad-option: The option "pd" has 5 arguments; it takes at most 4.
            bga:1.5                      | bad-option: The option "bga" does not accept "1.5"; it takes a number from 0 to 1.
            bl:-1                        | bad-option: The option "bl" does not accept "-1"; it takes a number from 0 on.
            sh:NaN                       | bad-option: The option "sh" does not accept "NaN"; it takes a number from 0 on.
            pix:1.5                      | bad-option: The option "pix" does not accept "1.5"; it takes a whole number from 0 to 2147483647.
            ush:sometimes                | bad-option: The option "ush" does not accept "sometimes" as its mode; it takes one of auto, none, always.
            ush:auto:0                   | bad-option: The option "ush" does not accept "0" as its weight; it takes a number greater than 0.
            a:1:0                        | bad-option: The option "a" does not accept "0" as its contrast; it takes a number greater than 0.
            br:256                       | bad-option: The option "br" does not accept "256"; it takes a whole number from -255 to 255.
            co:0                         | bad-option: The option "co" does not accept "0"; it takes a number greater than 0.
            sa:-1                        | bad-option: The option "sa" does not accept "-1"; it takes a number from 0 on.
            mc:2                         | bad-option: The option "mc" does not accept "2" as its intensity; it takes a number from 0 to 1.
            mc::fff                      | bad-option: The option "mc" does not accept "" as its intensity; it takes a number from 0 to 1.
            dt:1:red                     | bad-option: The option "dt" does not accept "red" as its color1; it takes 3 or 6 hexadecimal digits.
            col:1:fff:1:1                | bad-option: The option "col" has 4 arguments; it takes at most 3.
            gr:1:fff:sideways            | bad-option: The option "gr" does not accept "sideways" as its direction; it takes down, up, right, left or a number of degrees.
            gr:1:fff:up:2                | bad-option: The option "gr" does not accept "2" as its start; it takes a number from 0 to 1.
            ba:5                         | bad-option: The option "ba" does not accept "5"; it takes a sigma and four numbers from 0 to 1 for each area.
            ba:5:0.1:0.2:0.3             | bad-option: The option "ba" does not accept "5:0.1:0.2:0.3"; it takes a sigma and four numbers from 0 to 1 for each area.
            ba:5:0.1:0.2:0.3:2           | bad-option: The option "ba" does not accept "2" as its height; it takes a number from 0 to 1.
            pbl:-1                       | bad-option: The option "pbl" does not accept "-1" as its sigma; it takes a number from 0 on.
            wm:2                         | bad-option: The option "wm" does not accept "2" as its opacity; it takes a number from 0 to 1.
            wm:                          | bad-option: The option "wm" does not accept "" as its opacity; it takes a number from 0 to 1.
            wm:1:xx                      | bad-option: The option "wm" does not accept "xx" as its position; it takes one of ce, no, so, ea, we, noea, nowe, soea, sowe, re, ch.
            wm:1:ce:x                    | bad-option: The option "wm" does not accept "x" as its x; it takes a number.
            wm:1:ce:0:0:-1               | bad-option: The option "wm" does not accept "-1" as its scale; it takes a number from 0 on.
            wm:1:ce:0:0:0:0:0:0          | bad-option: The option "wm" has 8 arguments; it takes at most 7.
            wmu:!!!                      | bad-option: The option "wmu" does not accept "!!!"; it takes base64url of UTF-8 text of at most 4096 characters.
            wmu:ZnRwOi8vaC9h             | source-unknown: The source scheme "ftp" is not known here; there are s3.
            wmu:bG9jYWw6Ly8vYQ           | source-unknown: The source scheme "local" is not known here; there are s3.
            wmt:_w                       | bad-option: The option "wmt" does not accept "_w"; it takes base64url of UTF-8 text of at most 1000 characters.
            wmt:PGI-Ym9sZDwvYj4          | bad-option: The watermark's text holds markup; it is plain text, in which < is written &lt;.
            wmt:IA                       | bad-option: The watermark's text is empty; it is plain text, in which < is written &lt;.
            wmt:YQBi                     | bad-option: The watermark's text holds a control character; it is plain text, in which < is written &lt;.
            wmt:YQ:0                     | bad-option: The option "wmt" does not accept "0" as its size; it takes a whole number from 1 to 1000.
            wmt:YQ:1:red                 | bad-option: The option "wmt" does not accept "red" as its color; it takes 3 or 6 hexadecimal digits.
            wmt:YQ:1:fff:Li4vYQ          | bad-option: The option "wmt" does not accept "../a" as its font; it takes a family's name: letters, digits, spaces and _.-.
            wms:-1                       | bad-option: The option "wms" does not accept "-1" as its width; it takes a whole number from 0 to 2147483647.
            wmr:x                        | bad-option: The option "wmr" does not accept "x"; it takes a number of degrees.
            wmsh:-1                      | bad-option: The option "wmsh" does not accept "-1"; it takes a number from 0 on.
            fq:jpg                       | bad-option: The option "fq" does not accept "jpg"; it takes pairs of a format and a quality from 0 to 100.
            fq:jpg:101                   | bad-option: The option "fq" does not accept "101" as its quality; it takes a whole number from 0 to 100.
            fq:tif:50                    | bad-option: The option "fq" does not accept "tif" as its format; it takes one of jpg, jpeg, png, gif, webp, bmp, tiff, avif, heic, jxl, ico, svg.
            aq:ml                        | unknown-option: The method "ml" is not available here: it needs a trained model; there are none, size, dssim.
            aq:best                      | bad-option: The option "aq" does not accept "best" as its method; it takes one of none, size, dssim.
            aq:size                      | bad-option: The option "aq" does not accept "size"; it takes a target in bytes beside size.
            aq:dssim:0                   | bad-option: The option "aq" does not accept "0" as its target; it takes a number greater than 0.
            aq:dssim:1:90:80             | bad-option: The option "aq" does not accept "dssim:1:90:80"; it takes a lowest quality that is not above the highest, which is 80.
            aq:dssim:1:0                 | bad-option: The option "aq" does not accept "0" as its lowest quality; it takes a whole number from 1 to 100.
            mb:-1                        | bad-option: The option "mb" does not accept "-1"; it takes a whole number from 0 to 2147483647.
            cp:../x                      | bad-option: The option "cp" does not accept ".."; it takes srgb, or the name of a configured profile: letters, digits and _.-.
            cp:.x                        | bad-option: The option "cp" does not accept ".x"; it takes srgb, or the name of a configured profile: letters, digits and _.-.
            dpi:-1                       | bad-option: The option "dpi" does not accept "-1"; it takes a number from 0 to 65535.
            jpgo:1:1:1:1:1:9             | bad-option: The option "jpgo" does not accept "9" as its quant_table; it takes a whole number from 0 to 8.
            pngo:1:1:1                   | bad-option: The option "pngo" does not accept "1" as its quantization_colors; it takes a whole number from 2 to 256.
            webpo:fast                   | bad-option: The option "webpo" does not accept "fast" as its compression; it takes one of lossy, near_lossless, lossless.
            webpo:lossy:1:cartoon        | bad-option: The option "webpo" does not accept "cartoon" as its preset; it takes one of default, photo, picture, drawing, icon, text.
            avifo:on:1                   | bad-option: The option "avifo" has 2 arguments; it takes at most 1.
            f:mp4                        | bad-option: The format "mp4" is not available here: videos are not written here.
            pg:-1                        | bad-option: The option "pg" does not accept "-1"; it takes a whole number from 0 to 2147483647.
            pgs:0                        | bad-option: The option "pgs" does not accept "0"; it takes a whole number from 1 to 2147483647.
            st:!!!                       | bad-option: The option "st" does not accept "!!!"; it takes base64url of UTF-8 text of at most 4096 characters.
            skp:tif                      | bad-option: The option "skp" does not accept "tif"; it takes one of jpg, jpeg, png, gif, webp, bmp, tiff, avif, heic, jxl, ico, svg.
            hs:md5                       | bad-option: The option "hs" does not accept "" as its sum; it takes 32 hexadecimal digits.
            hs:md5:d41d8cd9              | bad-option: The option "hs" does not accept "d41d8cd9" as its sum; it takes 32 hexadecimal digits.
            hs:crc32:00000000            | bad-option: The option "hs" does not accept "crc32" as its type; it takes one of none, md5, sha1, sha256, sha512.
            bc:1                         | option-forbidden: The option "bc" is switched off here; the setting tomthumb.img.allow-bypass-cache switches it on.
            ct:a,b                       | bad-option: The option "ct" does not accept "a,b"; it takes at most 128 letters, digits and ._~!$'()*+;=@%-.
            fiu:aHR0cDovL2g              | source-unknown: The source scheme "http" is not known here; there are s3.
            msr:100                      | option-forbidden: The option "msr" sets a limit, which URLs may not do here; the setting tomthumb.img.allow-security-options lets them.
            msfs:1                       | option-forbidden: The option "msfs" sets a limit, which URLs may not do here; the setting tomthumb.img.allow-security-options lets them.
            maf:1                        | option-forbidden: The option "maf" sets a limit, which URLs may not do here; the setting tomthumb.img.allow-security-options lets them.
            mafr:1                       | option-forbidden: The option "mafr" sets a limit, which URLs may not do here; the setting tomthumb.img.allow-security-options lets them.
            mrd:1                        | option-forbidden: The option "mrd" sets a limit, which URLs may not do here; the setting tomthumb.img.allow-security-options lets them.
            pr:nope                      | unknown-option: There is no preset "nope"; there are none.
            vts:5                        | unknown-option: The option "vts" is not available here: videos are no originals here.
            vtk:1                        | unknown-option: The option "vtk" is not available here: videos are no originals here.
            vtt:1                        | unknown-option: The option "vtt" is not available here: videos are no originals here.
            vta:1                        | unknown-option: The option "vta" is not available here: videos are no originals here.
            op:prop                      | unknown-option: The option "op" is not available here: nothing here detects objects.
            crop_objects:1.5             | unknown-option: The option "crop_objects" is not available here: nothing here detects objects.
            c_obj:1                      | unknown-option: The option "c_obj" is not available here: nothing here detects objects.
            bd:5:face                    | unknown-option: The option "bd" is not available here: nothing here detects objects.
            dd:1                         | unknown-option: The option "dd" is not available here: nothing here detects objects.
            resise:1                     | unknown-option: Unknown option "resise"; did you mean "resize"?
            watermark_urll:x             | unknown-option: Unknown option "watermark_urll"; did you mean "watermark_url"?
            """)
    void everyMistakeIsNamedWithWhatIsAccepted(String options, String refusal) {
        assertThat(Urls.refusal(dialect, "/img/_/" + options + "/plain/s3://b/k"))
                .isEqualTo(refusal);
    }

    static Stream<String> numbers() {
        return Stream.of(
                "w",
                "h",
                "mw",
                "mh",
                "z",
                "dpr",
                "c",
                "c:1",
                "car",
                "t",
                "rot",
                "pd",
                "bga",
                "bl",
                "sh",
                "pix",
                "br",
                "co",
                "sa",
                "mc",
                "dt",
                "col",
                "gr",
                "ba",
                "pbl",
                "wm",
                "wm:1:ce",
                "wmr",
                "wmsh",
                "wms",
                "q",
                "fq:jpg",
                "mb",
                "dpi",
                "pg",
                "pgs",
                "exp",
                "g:no",
                "ex:1:no",
                "aq:dssim",
                "ush:auto",
                "a",
                "bg:1:2");
    }

    /** An empty argument is a matter of each option, and tried above. */
    @ParameterizedTest
    @MethodSource("numbers")
    void whatIsNoNumberIsRefusedWhereverANumberStands(String before) {
        for (String text : List.of(
                "NaN",
                "Infinity",
                "-Infinity",
                "1e309",
                "0x10",
                "1_000",
                "١٢",
                "１２",
                "1 ",
                "..",
                "%00",
                "1,5",
                "٣.٥")) {
            assertThat(Urls.refusal(dialect, "/img/_/" + before + ":" + text + "/plain/s3://b/k"))
                    .startsWith("bad-option: ")
                    .contains("it takes")
                    .hasSizeLessThan(300);
        }
    }

    static Stream<String> names() {
        return OptionTable.standard().options().stream().flatMap(option -> option.names().stream());
    }

    @ParameterizedTest
    @MethodSource("names")
    void noArgumentOfAnyOptionDoesHarm(String name) {
        for (int position = 0; position < 9; position++) {
            for (String text : HOSTILE) {
                understoodOrRefused(name + ":" + "1:".repeat(position) + text);
                understoodOrRefused(name + ":" + ":".repeat(position) + text);
            }
        }
        understoodOrRefused(name + ":1".repeat(2000));
    }

    private void understoodOrRefused(String option) {
        try {
            String canonical = Urls.parsed(dialect, "/img/_/" + option + "/plain/s3://b/k")
                    .image()
                    .canonical();
            assertThat(canonical).endsWith("s3://b/k");
        } catch (ImageException refusal) {
            assertThat(refusal.getMessage()).hasSizeLessThan(500).matches("[^\\p{Cntrl}]+[.?]");
        }
    }

    @ParameterizedTest
    @MethodSource("absent")
    void whatIsNotAvailableSaysWhy(String name) {
        assertThat(Urls.refusal(dialect, "/img/_/" + name + ":1/plain/s3://b/k"))
                .matches("unknown-option: The option \"" + name + "\" is not available here: .+\\.");
    }

    static Stream<String> absent() {
        return OptionTable.standard().options().stream()
                .filter(option -> !option.available())
                .map(Option::name);
    }
}
