package dev.tomthumb.codec.imageio;

import static dev.tomthumb.codec.FileParts.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FileStreamTest {

    @Test
    void bytesComeInTheirOrderAndAgainAfterASeek() throws IOException {
        try (FileStream stream = new FileStream(bytes(1, 2, 3, 255))) {
            assertThat(stream.readUnsignedShort()).isEqualTo(0x0102);
            byte[] target = new byte[9];
            assertThat(stream.read(target, 4, 5)).isEqualTo(2);
            assertThat(target).isEqualTo(bytes(0, 0, 0, 0, 3, 255, 0, 0, 0));
            assertThat(stream.read()).isEqualTo(-1);
            stream.seek(3);
            assertThat(stream.read()).isEqualTo(255);
            assertThat(stream.length()).isEqualTo(4);
        }
    }

    @Test
    void anEndThatIsMetOnAndOnIsAnErrorNoReaderTakesForData() throws IOException {
        try (FileStream stream = new FileStream(bytes(1))) {
            stream.seek(1);
            for (int i = 0; i < 4096; i++) {
                assertThat(stream.read()).isEqualTo(-1);
            }
            assertThatThrownBy(stream::readByte).isInstanceOf(IOException.class).isNotInstanceOf(EOFException.class);
            assertThatThrownBy(() -> stream.read(new byte[1], 0, 1)).isInstanceOf(IOException.class);
        }
    }
}
