package dev.tomthumb.dialect.query;

import java.util.Locale;
import java.util.Set;

/** What the name at the end of a path tells of the file behind it. */
enum FileName {
    /** It has a suffix that pictures have. */
    PICTURE,
    /** It has no suffix, as keys of object stores often have none. */
    PLAIN,
    /** It has another suffix, or is empty. */
    OTHER;

    private static final Set<String> PICTURES = Set.of(
            "jpg", "jpeg", "jpe", "jif", "jfif", "png", "apng", "gif", "webp", "bmp", "tif", "tiff", "ico", "svg",
            "avif", "avifs", "heic", "heics", "heif", "heifs", "jxl");

    /** @param path decoded */
    static FileName of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return name.isEmpty() ? OTHER : PLAIN;
        }
        return PICTURES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT)) ? PICTURE : OTHER;
    }
}
