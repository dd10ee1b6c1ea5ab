package dev.tomthumb.codec;

import static dev.tomthumb.codec.FileParts.ascii;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.ImageFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatSnifferTest {

    static Stream<Arguments> beginnings() {
        return Stream.of(
                Arguments.of(ImageFormat.JPEG, bytes(0xff, 0xd8, 0xff, 0xe0)),
                Arguments.of(ImageFormat.PNG, bytes(0x89, 'P', 'N', 'G', 13, 10, 26, 10)),
                Arguments.of(ImageFormat.GIF, ascii("GIF87a")),
                Arguments.of(ImageFormat.GIF, ascii("GIF89a")),
                Arguments.of(ImageFormat.WEBP, ascii("RIFF\1\2\3\4WEBPVP8 ")),
                Arguments.of(ImageFormat.BMP, join(ascii("BM"), new byte[12], bytes(40, 0, 0, 0))),
                Arguments.of(ImageFormat.TIFF, ascii("II*\0")),
                Arguments.of(ImageFormat.TIFF, ascii("MM\0*")),
                Arguments.of(ImageFormat.TIFF, ascii("II+\0")),
                Arguments.of(ImageFormat.AVIF, ascii("\0\0\0\u0018ftypavif\0\0\0\0avifmif1")),
                Arguments.of(ImageFormat.AVIF, ascii("\0\0\0\u0018ftypmif1\0\0\0\0mif1avif")),
                Arguments.of(ImageFormat.HEIC, ascii("\0\0\0\u0018ftypheic\0\0\0\0mif1heic")),
                Arguments.of(ImageFormat.HEIC, ascii("\0\0\0\u0018ftypmif1\0\0\0\0mif1heic")),
                Arguments.of(ImageFormat.JXL, bytes(0xff, 0x0a)),
                Arguments.of(ImageFormat.JXL, ascii("\0\0\0\fJXL \r\n\u0087\n")),
                Arguments.of(
                        ImageFormat.ICO, bytes(0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0, 0, 0, 0, 0, 22, 0, 0, 0)),
                Arguments.of(ImageFormat.SVG, ascii("<svg xmlns='http://www.w3.org/2000/svg'/>")),
                Arguments.of(ImageFormat.SVG, ascii("<svg>")),
                Arguments.of(ImageFormat.SVG, ascii("\u00ef\u00bb\u00bf <?xml version='1.0'?>\n<!-- a --><s:svg>")),
                Arguments.of(
                        ImageFormat.SVG, ascii("<!DOCTYPE svg PUBLIC 'x' 'y' [ <!ENTITY a 'b'> ]>\n<svg\nwidth='1'>")),
                Arguments.of(ImageFormat.SVG, ascii("<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'u'><svg>")));
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void aFormatIsKnownByItsFirstBytes(ImageFormat format, byte[] file) {
        assertThat(FormatSniffer.sniff(file)).contains(format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "B",
                "BM",
                "BMW is a car maker in Munich",
                "\0\0\1\0",
                "RIFF\1\2\3\4WAVE",
                "\0\0\0\u0018ftypisom\0\0\0\0isommp41",
                "\0\0\0\u0018ftyp",
                "<html><svg></svg></html>",
                "<svgx>",
                "<!-- <svg> -->",
                "<!-- never ends <svg>",
                "<",
                "<!",
                "GIF88a",
                "JPEG"
            })
    void anythingElseIsNoImage(String file) {
        assertThat(FormatSniffer.sniff(ascii(file))).isEmpty();
    }
}
