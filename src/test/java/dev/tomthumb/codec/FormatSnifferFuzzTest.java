package dev.tomthumb.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes at all: what they are, and the sentence that refuses what is no image. */
class FormatSnifferFuzzTest {
    /** An SVG's first 32 kB become a text, a lookalike's first 512 bytes do. */
    private static final long TEXT_BYTES = 1 << 18;

    static List<byte[]> files() {
        return Stream.of(
                        "\u00ff\u00d8\u00ff",
                        "\u0089PNG\r\n\u001a\n",
                        "GIF89a",
                        "RIFF\0\0\0\0WEBPVP8X",
                        "BM\0\0\0\0\0\0\0\0\0\0\0\0\50\0\0\0",
                        "\0\0\0\40ftypmif1\0\0\0\0avifheic",
                        "\0\0\0\14JXL \r\n\u0087\n",
                        "\0\0\1\0\1\0\20\20\0\0\1\0\40\0\0\0\0\0\26\0\0\0",
                        "\u00ef\u00bb\u00bf<?xml version='1.0'?> <!-- x --> <!DOCTYPE svg [<!ENTITY a 'b'>]> <svg:svg/>",
                        "<!DOCTYPE html><html></html>",
                        "PK\3\4",
                        "%PDF-1.7",
                        "{\"error\": 404}")
                .map(FileParts::ascii)
                .toList();
    }

    @MethodSource("files")
    @FuzzTest
    void isKnownOrRefused(byte[] file) {
        Fuzzed.parse(file, TEXT_BYTES, () -> FormatSniffer.sniff(file));
        Fuzzed.parse(file, TEXT_BYTES, () -> Lookalike.of(file));
    }
}
