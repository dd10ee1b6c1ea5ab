package dev.tomthumb;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.config.AnswerSettings;
import dev.tomthumb.config.FileBytes;
import dev.tomthumb.config.Setting;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.WatermarkSettings;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.SourceRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The pictures that the operator himself gives: the watermark and the fallback image. */
final class OwnPicture {
    private OwnPicture() {}

    /**
     * A picture that is read at the start: text before a file, which is imgproxy's order.
     *
     * @return its bytes; empty if neither is set
     * @throws IllegalStateException if it cannot be read or is no picture; a sentence for the operator
     */
    static Optional<byte[]> read(
            Settings settings, Setting<Optional<FileBytes>> data, Setting<Optional<Path>> path, Codecs codecs) {
        Optional<byte[]> text = settings.get(data).map(FileBytes::bytes);
        Setting<?> by = text.isPresent() ? data : path;
        Optional<byte[]> bytes = text.or(() -> settings.get(path).map(file -> bytes(file, path)));
        bytes.ifPresent(read -> requirePicture(read, by, codecs));
        return bytes;
    }

    private static byte[] bytes(Path file, Setting<?> by) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException(
                    by.name() + " names " + file + ", which cannot be read (" + unreadable + ").", unreadable);
        }
    }

    private static void requirePicture(byte[] bytes, Setting<?> by, Codecs codecs) {
        try {
            codecs.header(bytes);
        } catch (ImageException useless) {
            throw new IllegalStateException(
                    by.name() + " gives a picture that cannot be used: " + useless.getMessage(), useless);
        }
    }

    /** Where those lie that are fetched when they are needed. What the operator names he need not allow once more. */
    static Stream<SourceRef> addresses(Settings settings) {
        return Stream.of(AnswerSettings.FALLBACK_URL, WatermarkSettings.WATERMARK_URL)
                .flatMap(setting -> settings.get(setting).stream());
    }
}
