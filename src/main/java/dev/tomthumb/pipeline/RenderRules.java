package dev.tomthumb.pipeline;

import dev.tomthumb.model.ImageFormat;
import java.util.Set;

/**
 * How all renditions of a server are made.
 *
 * @param keepProfile whether an embedded profile is handed on with the picture, in formats that can hold one, instead of
 *     the colours being converted to sRGB (imgproxy's STRIP_COLOR_PROFILE, the other way round)
 * @param linear whether pixels are weighed in proportion to light (imgproxy's USE_LINEAR_COLORSPACE)
 * @param autoRotate whether EXIF orientations count where a request does not say (imgproxy's AUTO_ROTATE)
 * @param rasterizeSvg whether an SVG becomes pixels even if no format is asked for (imgproxy's ALWAYS_RASTERIZE_SVG)
 * @param sanitizeSvg whether an SVG that stays one is made harmless (imgproxy's SANITIZE_SVG)
 * @param thumbnails whether the small picture in an AVIF or HEIC is used where a request does not say (imgproxy's
 *     ENFORCE_THUMBNAIL)
 * @param progressive formats written so that they appear coarsely first (imgproxy's JPEG_PROGRESSIVE, PNG_INTERLACED)
 * @param files how files are written
 */
public record RenderRules(
        boolean keepProfile,
        boolean linear,
        boolean autoRotate,
        boolean rasterizeSvg,
        boolean sanitizeSvg,
        boolean thumbnails,
        Set<ImageFormat> progressive,
        FileRules files) {
    /** Colours in sRGB, weighed as stored, files that appear from the top down. */
    public static final RenderRules DEFAULT = new RenderRules(false, false, true, Set.of());

    public RenderRules {
        progressive = Set.copyOf(progressive);
    }

    /** Rules by which an SVG stays one, without what could run or load something, and a picture is what is used of a file. */
    public RenderRules(
            boolean keepProfile, boolean linear, boolean autoRotate, Set<ImageFormat> progressive, FileRules files) {
        this(keepProfile, linear, autoRotate, false, true, false, progressive, files);
    }

    /** Rules with files written as imgproxy's defaults are. */
    public RenderRules(boolean keepProfile, boolean linear, boolean autoRotate, Set<ImageFormat> progressive) {
        this(keepProfile, linear, autoRotate, progressive, FileRules.DEFAULT);
    }

    /** Rules by which pictures stand upright. */
    public RenderRules(boolean keepProfile, boolean linear, Set<ImageFormat> progressive) {
        this(keepProfile, linear, true, progressive);
    }
}
