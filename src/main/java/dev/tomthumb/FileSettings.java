package dev.tomthumb;

import dev.tomthumb.codec.IccProfiles;
import dev.tomthumb.codec.JpegCoding;
import dev.tomthumb.codec.Subsampling;
import dev.tomthumb.codec.WebpCoding;
import dev.tomthumb.config.AutoqualityMethod;
import dev.tomthumb.config.EncodingSettings;
import dev.tomthumb.config.SearchSettings;
import dev.tomthumb.config.Settings;
import dev.tomthumb.model.OutputOptions.Autoquality;
import dev.tomthumb.pipeline.FileRules;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/** From settings to how files are written. */
final class FileSettings {
    private static final long MAX_PROFILE_BYTES = 4L << 20;

    private final Settings settings;

    FileSettings(Settings settings) {
        this.settings = settings;
    }

    /** @throws IllegalStateException if the directory of colour profiles cannot be read */
    FileRules rules() {
        double dpi = settings.get(EncodingSettings.STRIP_METADATA_DPI);
        return new FileRules(
                settings.get(EncodingSettings.STRIP_METADATA),
                settings.get(EncodingSettings.KEEP_COPYRIGHT),
                dpi > 0 ? OptionalDouble.of(dpi) : OptionalDouble.empty(),
                new JpegCoding(
                        settings.get(EncodingSettings.JPEG_FULL_CHROMA),
                        settings.get(EncodingSettings.JPEG_TRELLIS_QUANT),
                        settings.get(EncodingSettings.JPEG_OVERSHOOT_DERINGING),
                        settings.get(EncodingSettings.JPEG_OPTIMIZE_SCANS),
                        settings.get(EncodingSettings.JPEG_QUANT_TABLE)),
                settings.get(EncodingSettings.PNG_QUANTIZE)
                        ? OptionalInt.of(settings.get(EncodingSettings.PNG_QUANTIZATION_COLORS))
                        : OptionalInt.empty(),
                new WebpCoding(
                        settings.get(EncodingSettings.WEBP_COMPRESSION),
                        settings.get(EncodingSettings.WEBP_SMART_SUBSAMPLE),
                        WebpCoding.Preset.named(settings.get(EncodingSettings.WEBP_PRESET))
                                .orElse(WebpCoding.Preset.DEFAULT),
                        settings.get(EncodingSettings.WEBP_EFFORT)),
                Subsampling.named(settings.get(EncodingSettings.AVIF_SUBSAMPLE)).orElse(Subsampling.AUTO),
                new FileRules.Search(
                        search(),
                        settings.get(SearchSettings.AUTOQUALITY_FORMAT_MIN),
                        settings.get(SearchSettings.AUTOQUALITY_FORMAT_MAX),
                        pixels(settings.get(SearchSettings.AUTOQUALITY_MAX_RESOLUTION))),
                new FileRules.Best(
                        settings.get(SearchSettings.BEST_FORMAT_COMPLEXITY),
                        pixels(settings.get(SearchSettings.BEST_FORMAT_MAX_RESOLUTION)),
                        settings.get(SearchSettings.BEST_FORMAT_BY_DEFAULT)),
                settings.get(EncodingSettings.PREFER_SMALLER_ORIGINAL),
                settings.get(EncodingSettings.PRESERVE_HDR),
                profiles());
    }

    private Optional<Autoquality> search() {
        AutoqualityMethod method = settings.get(SearchSettings.AUTOQUALITY_METHOD);
        if (method == AutoqualityMethod.NONE) {
            return Optional.empty();
        }
        int most = settings.get(SearchSettings.AUTOQUALITY_MAX);
        return Optional.of(new Autoquality(
                method == AutoqualityMethod.SIZE ? Autoquality.Method.SIZE : Autoquality.Method.DSSIM,
                settings.get(SearchSettings.AUTOQUALITY_TARGET),
                Math.min(most, settings.get(SearchSettings.AUTOQUALITY_MIN)),
                most,
                settings.get(SearchSettings.AUTOQUALITY_ALLOWED_ERROR)));
    }

    private static OptionalInt pixels(double megapixels) {
        return megapixels > 0 ? OptionalInt.of((int) (megapixels * 1_000_000)) : OptionalInt.empty();
    }

    private Map<String, byte[]> profiles() {
        Optional<Path> directory = settings.get(EncodingSettings.COLOR_PROFILES_DIR);
        Map<String, byte[]> profiles = new HashMap<>();
        if (directory.isPresent()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.get(), "*.{icc,icm}")) {
                for (Path file : files) {
                    add(file, profiles);
                }
            } catch (IOException unreadable) {
                throw new IllegalStateException(
                        EncodingSettings.COLOR_PROFILES_DIR.name() + " names a directory that cannot be read: "
                                + directory.get(),
                        unreadable);
            }
        }
        return profiles;
    }

    /** What is no profile of RGB is left out: system directories are full of those for printers. */
    private static void add(Path file, Map<String, byte[]> profiles) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) <= MAX_PROFILE_BYTES) {
            byte[] profile = Files.readAllBytes(file);
            if (IccProfiles.isRgb(profile)) {
                String name = file.getFileName().toString();
                profiles.put(name.substring(0, name.lastIndexOf('.')), profile);
            }
        }
    }

    /** All that makes a file another one, for the cache's fingerprint. */
    static String fingerprint(FileRules rules) {
        Map<String, Integer> profiles = new TreeMap<>();
        rules.profiles().forEach((name, bytes) -> profiles.put(name, Arrays.hashCode(bytes)));
        FileRules.Search search = rules.search();
        return String.join(
                " ",
                "strip=" + rules.strip(),
                "copyright=" + rules.keepCopyright(),
                "dpi=" + rules.dpi(),
                "jpeg=" + rules.jpeg(),
                "colors=" + rules.colors(),
                "webp=" + rules.webp(),
                "avif=" + rules.avif(),
                "search=" + search.standard() + new TreeMap<>(search.least()) + new TreeMap<>(search.most())
                        + search.maxPixels(),
                "best=" + rules.best(),
                "original=" + rules.preferOriginal(),
                "hdr=" + rules.preserveHdr(),
                "profiles=" + profiles);
    }
}
