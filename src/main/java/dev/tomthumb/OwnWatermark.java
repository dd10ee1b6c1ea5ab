package dev.tomthumb;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.config.FileBytes;
import dev.tomthumb.config.Setting;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.WatermarkSettings;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.pipeline.Watermarks;
import dev.tomthumb.pixel.text.Fonts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The server's own watermark and the fonts for others, by the settings. */
final class OwnWatermark {
    private final Settings settings;
    private final Codecs codecs;
    private final Optional<byte[]> file;
    private final Optional<SourceRef> source;

    /** @throws IllegalStateException if a file that is set cannot be read or is no picture */
    OwnWatermark(Settings settings, Codecs codecs) {
        this.settings = settings;
        this.codecs = codecs;
        this.file = file();
        this.source = file.isPresent() ? Optional.empty() : settings.get(WatermarkSettings.WATERMARK_URL);
    }

    /** imgproxy's order: data, then path, then URL. */
    private Optional<byte[]> file() {
        Optional<byte[]> data = settings.get(WatermarkSettings.WATERMARK_DATA).map(FileBytes::bytes);
        data.ifPresent(bytes -> requirePicture(bytes, WatermarkSettings.WATERMARK_DATA));
        if (data.isPresent()) {
            return data;
        }
        Optional<byte[]> read = settings.get(WatermarkSettings.WATERMARK_PATH).map(OwnWatermark::read);
        read.ifPresent(bytes -> requirePicture(bytes, WatermarkSettings.WATERMARK_PATH));
        return read;
    }

    private static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException unreadable) {
            throw new IllegalStateException(
                    WatermarkSettings.WATERMARK_PATH.name() + ": " + path + " cannot be read (" + unreadable + ")",
                    unreadable);
        }
    }

    private void requirePicture(byte[] bytes, Setting<?> setting) {
        try {
            codecs.header(bytes);
        } catch (ImageException wrong) {
            throw new IllegalStateException(setting.name() + ": " + wrong.getMessage(), wrong);
        }
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
        MessageDigest digest = sha256();
        file.ifPresent(digest::update);
        return HexFormat.of().formatHex(digest.digest()) + " " + source + " "
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
