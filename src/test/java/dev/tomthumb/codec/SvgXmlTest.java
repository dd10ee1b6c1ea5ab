package dev.tomthumb.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvgXmlTest {
    private static String text(byte[] file) throws XMLStreamException {
        XMLStreamReader reader = SvgXml.reader(file);
        reader.nextTag();
        return reader.getElementText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16", "EUC-KR", "Shift_JIS"})
    void theEncodingNamedIsUsed(String name) throws XMLStreamException {
        String word = name.equals("ISO-8859-1") ? "caf\u00e9" : name.startsWith("Shift") ? "\u30ab" : "\uace0";
        byte[] file =
                ("<?xml version=\"1.0\" encoding='" + name + "'?><a>" + word + "</a>").getBytes(Charset.forName(name));

        assertThat(text(file)).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<a>\u00e9</a>", "<?xml version='1.0'?><a>\u00e9</a>", "<?xml encoding=\"utf-8\"?>\u00e9<a/>"})
    void bytesThatAreNoUtf8AreRefusedWithoutALineOnStandardError(String latin) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> text(latin.getBytes(StandardCharsets.ISO_8859_1)))
                    .isInstanceOf(XMLStreamException.class)
                    .hasMessageContaining("no UTF-8");
        } finally {
            System.setErr(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void longFilesAreLookedAtToTheirEnd() {
        byte[] file = ("<a>" + "\uace0".repeat(5000) + "</a>").getBytes(StandardCharsets.UTF_8);
        file[file.length - 6] = 'x';

        assertThatThrownBy(() -> text(file)).hasMessageContaining("no UTF-8");
    }
}
