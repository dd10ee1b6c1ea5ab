package dev.tomthumb;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Hashsums;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.WatermarkSettings;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.pipeline.Watermarks;
import dev.tomthumb.pixel.text.Fonts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The server's own watermark and the fonts for others, by the settings. */
final class OwnWatermark {
    private final Settings settings;
    private final Optional<byte[]> file;
    private final Optional<SourceRef> source;

    /** @throws IllegalStateException if a file that is set cannot be read or is no picture */
    OwnWatermark(Settings settings, Codecs codecs) {
        this.settings = settings;
        this.file =
                OwnPicture.read(settings, WatermarkSettings.WATERMARK_DATA, WatermarkSettings.WATERMARK_PATH, codecs);
        this.source = file.isPresent() ? Optional.empty() : settings.get(WatermarkSettings.WATERMARK_URL);
    }

    /** What the renderer needs to know. */
    Watermarks watermarks() {
        return new Watermarks(
                new Watermarks.Own(file, source), settings.get(WatermarkSettings.WATERMARK_OPACITY), fonts());
    }

    private Fonts fonts() {
        Optional<Path> directory = settings.get(WatermarkSettings.WATERMARK_FONTS);
        if (directory.isEmpty()) {
            return Fonts.LOGICAL_ONLY;
        }
        try {
            return Fonts.in(directory.get());
        } catch (IOException unreadable) {
            throw new IllegalStateException(WatermarkSettings.WATERMARK_FONTS.name() + ": " + unreadable, unreadable);
        }
    }

    /** Changes with everything that changes a watermark and does not stand in a URL; a watermark behind a URL excepted. */
    String fingerprint() {
        return file.map(bytes -> Hashsums.of("sha256", bytes)) + " " + source + " "
                + settings.get(WatermarkSettings.WATERMARK_OPACITY) + " " + fontFiles();
    }

    private TreeSet<String> fontFiles() {
        TreeSet<String> facts = new TreeSet<>();
        Optional<Path> directory = settings.get(WatermarkSettings.WATERMARK_FONTS);
        if (directory.isEmpty()) {
            return facts;
        }
        try (Stream<Path> files = Files.list(directory.get())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                facts.add(file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
            return facts;
        } catch (IOException unreadable) {
            throw new IllegalStateException(WatermarkSettings.WATERMARK_FONTS.name() + ": " + unreadable, unreadable);
        }
    }
}
