package dev.tomthumb.config;

import static dev.tomthumb.config.Readers.absolutePath;
import static dev.tomthumb.config.Readers.optional;

import dev.tomthumb.model.SourceRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The server's own watermark, and what all watermarks share. */
public final class WatermarkSettings {
    private WatermarkSettings() {}

    public static final Setting<Optional<Path>> WATERMARK_PATH = Setting.of(
                    "watermark.path", optional(absolutePath("a picture")))
            .imgproxy("WATERMARK_PATH")
            .says("The picture that a URL's watermark option puts on top. It is read once, at the start.");

    public static final Setting<Optional<FileBytes>> WATERMARK_DATA = Setting.of(
                    "watermark.data", optional(FileBytes.base64()))
            .imgproxy("WATERMARK_DATA")
            .says("The same picture as base64; it wins over `tomthumb.watermark.path`.");

    public static final Setting<Optional<SourceRef>> WATERMARK_URL = Setting.of(
                    "watermark.url", optional(SourceReader.one()))
            .imgproxy("WATERMARK_URL")
            .says("Where the same picture is fetched from when it is first needed, until the next start, if neither of "
                    + "both is set. Another picture under the same URL changes no stored rendition.");

    public static final Setting<Double> WATERMARK_OPACITY = Setting.of("watermark.opacity", WatermarkReaders.share())
            .otherwise("1")
            .imgproxy("WATERMARK_OPACITY")
            .says("What the opacity of every watermark is multiplied with.");

    public static final Setting<Optional<Path>> WATERMARK_FONTS = Setting.of(
                    "watermark.fonts", optional(absolutePath("a directory")))
            .says(
                    "A directory of `.ttf` and `.otf` files, whose fonts a text watermark may name beside `sans`, `serif` "
                            + "and `mono`, which are the machine's. A text with a letter that its font lacks is refused.");

    /** In the order of the page. */
    static final List<Setting<?>> ALL =
            List.of(WATERMARK_PATH, WATERMARK_DATA, WATERMARK_URL, WATERMARK_OPACITY, WATERMARK_FONTS);
}
