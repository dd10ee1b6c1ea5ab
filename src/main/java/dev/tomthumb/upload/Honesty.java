package dev.tomthumb.upload;

import dev.tomthumb.model.ImageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether a claim fits what a file is. Names that mean the same are the same; saying nothing is no lie. */
final class Honesty {
    /** Media types beside the registered ones that browsers and phones have sent. */
    private static final Map<String, ImageFormat> TYPES = Map.ofEntries(
            Map.entry("image/jpg", ImageFormat.JPEG),
            Map.entry("image/pjpeg", ImageFormat.JPEG),
            Map.entry("image/x-png", ImageFormat.PNG),
            Map.entry("image/x-ms-bmp", ImageFormat.BMP),
            Map.entry("image/x-bmp", ImageFormat.BMP),
            Map.entry("image/tif", ImageFormat.TIFF),
            Map.entry("image/heic", ImageFormat.HEIC),
            Map.entry("image/heic-sequence", ImageFormat.HEIC),
            Map.entry("image/heif-sequence", ImageFormat.HEIC),
            Map.entry("image/vnd.microsoft.icon", ImageFormat.ICO),
            Map.entry("image/ico", ImageFormat.ICO));

    private static final Map<String, ImageFormat> EXTENSIONS = Map.of(
            "jpe", ImageFormat.JPEG,
            "jfif", ImageFormat.JPEG,
            "tif", ImageFormat.TIFF,
            "dib", ImageFormat.BMP,
            "heif", ImageFormat.HEIC,
            "cur", ImageFormat.ICO);

    private Honesty() {}

    /** What the claim says that is not so, as the end of the sentence {@code The file is … but …}; empty = it fits. */
    static Optional<String> lie(Claim claim, ImageFormat format) {
        Optional<String> extension = claim.fileName().flatMap(Honesty::extension);
        if (extension.isPresent() && !isExtensionOf(extension.get(), format)) {
            return Optional.of("is named like another type of file");
        }
        Optional<String> type = claim.mediaType().map(Honesty::bare).filter(Honesty::saysSomething);
        if (type.isPresent() && !isTypeOf(type.get(), format)) {
            return Optional.of("was sent as another type of file");
        }
        return Optional.empty();
    }

    /** What stands behind the last dot, in small letters. */
    private static Optional<String> extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        boolean inName = dot > Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\'));
        return inName && dot + 1 < fileName.length()
                ? Optional.of(fileName.substring(dot + 1).strip().toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    private static boolean isExtensionOf(String extension, ImageFormat format) {
        return format.names().contains(extension) || EXTENSIONS.get(extension) == format;
    }

    private static String bare(String mediaType) {
        int parameters = mediaType.indexOf(';');
        String bare = parameters < 0 ? mediaType : mediaType.substring(0, parameters);
        return bare.strip().toLowerCase(Locale.ROOT);
    }

    private static boolean saysSomething(String type) {
        return !type.isEmpty() && !type.equals("application/octet-stream") && !type.equals("binary/octet-stream");
    }

    private static boolean isTypeOf(String type, ImageFormat format) {
        return format.mediaType().equals(type) || TYPES.get(type) == format;
    }
}
