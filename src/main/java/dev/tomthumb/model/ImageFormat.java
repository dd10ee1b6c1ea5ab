package dev.tomthumb.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An image file format by the names the URL languages use for it.
 *
 * <p>A constant says that the product knows the format's name, not that this installation can read or write it: that
 * is asked of {@code codec.Codecs}. Names are those of imgproxy's extension rule (lower case only).
 */
public enum ImageFormat implements BodyType {
    JPEG("image/jpeg", false, false, true, "jpg", "jpeg"),
    PNG("image/png", true, false, false, "png"),
    GIF("image/gif", true, true, false, "gif"),
    WEBP("image/webp", true, true, true, "webp"),
    BMP("image/bmp", false, false, false, "bmp"),
    TIFF("image/tiff", true, false, false, "tiff"),
    AVIF("image/avif", true, false, true, "avif"),
    HEIC("image/heif", true, false, true, "heic"),
    JXL("image/jxl", true, true, true, "jxl"),
    ICO("image/x-icon", true, false, false, "ico"),
    SVG("image/svg+xml", true, false, false, "svg");

    private final String mediaType;
    private final boolean alpha;
    private final boolean animation;
    private final boolean lossy;
    private final List<String> names;

    ImageFormat(String mediaType, boolean alpha, boolean animation, boolean lossy, String... names) {
        this.mediaType = mediaType;
        this.alpha = alpha;
        this.animation = animation;
        this.lossy = lossy;
        this.names = List.of(names);
    }

    @Override
    public String mediaType() {
        return mediaType;
    }

    /** Whether files of this format can carry transparency. */
    public boolean hasAlpha() {
        return alpha;
    }

    /** Whether files of this format can carry several frames with delays. */
    public boolean canAnimate() {
        return animation;
    }

    /** Whether a quality setting changes what is written. */
    public boolean usesQuality() {
        return lossy;
    }

    @Override
    public String extension() {
        return names.get(0);
    }

    /** Every name a URL may use, the extension first. */
    public List<String> names() {
        return names;
    }

    @Override
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format a URL means by {@code name}; empty for an unknown name. Case matters, as in imgproxy. */
    public static Optional<ImageFormat> named(String name) {
        for (ImageFormat format : values()) {
            if (format.names.contains(name)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
