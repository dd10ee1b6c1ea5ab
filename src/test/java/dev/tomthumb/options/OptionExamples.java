package dev.tomthumb.options;

import dev.tomthumb.options.OptionExample.Original;
import dev.tomthumb.options.OptionExample.Shows;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** One example of every option that is available. */
public final class OptionExamples {
    /** Where a watermark of a request lies. */
    public static final String MARK = "s3://marks/star.png";

    private static final List<OptionExample> ALL = List.of(
            lake("resize", "rs:fill:100:120"),
            lake("size", "s:160:60"),
            lake("resizing_type", "rt:force/w:160/h:60"),
            lake("resizing_algorithm", "ra:nearest/c:40:30:soea/rs:force:160:120:1"),
            lake("width", "w:80"),
            lake("height", "h:80"),
            lake("min-width", "w:40/mw:120"),
            lake("min-height", "h:40/mh:100"),
            lake("zoom", "w:80/z:1.5"),
            lake("dpr", "w:60/dpr:2"),
            lake("enlarge", "c:40:30:soea/w:160/el:1"),
            lake("gravity", "rs:fill:60:120/g:ea"),
            lake("crop", "c:200:150:soea/w:160"),
            lake("crop_aspect_ratio", "car:1/w:120"),
            new OptionExample("trim", "t:10/w:120", Original.FRAMED, Shows.PIXELS),
            new OptionExample("auto_rotate", "ar:0/h:120", Original.CARD, Shows.PIXELS),
            lake("rotate", "w:160/rot:90"),
            lake("flip", "w:160/fl:1"),
            lake("blur", "w:160/bl:3"),
            lake("sharpen", "w:160/sh:2"),
            lake("pixelate", "w:160/pix:10"),
            lake("unsharp_masking", "w:160/ush:always:3"),
            lake("adjust", "w:160/a:20:1.3:1.6"),
            lake("brightness", "w:160/br:60"),
            lake("contrast", "w:160/co:1.8"),
            lake("saturation", "w:160/sa:0.2"),
            lake("monochrome", "w:160/mc:1:4080c0"),
            lake("duotone", "w:160/dt:1:102060:ffe0a0"),
            lake("colorize", "w:160/col:0.5:c02020"),
            lake("gradient", "w:160/gr:1:000:down:0.3:1"),
            lake("blur_areas", "w:160/ba:6:0.3:0.2:0.4:0.5"),
            lake("progressive_blur", "w:160/pbl:8:down:0.3:1"),
            lake("extend", "c:100:75/rs:fit:160:120:0/ex:1:soea/bg:d0d8e0"),
            lake("extend_aspect_ratio", "rs:fit:120:120/exar:1/bg:d0d8e0"),
            lake("padding", "w:120/pd:5:20/bg:d0d8e0"),
            glass("background", "w:160/bg:f0c060"),
            glass("background_alpha", "w:160/bg:f04020/bga:0.4"),
            lake("watermark", "w:160/wm:0.9:soea:6:6:0.3"),
            lake("watermark_url", "w:160/wm:0.6:re:4:4:0.2/wmu:" + base64(MARK)),
            letters("watermark_text", "w:160/wm:0.9:so:0:6/wmt:" + base64("© Tomthumb") + ":16:ffffff"),
            lake("watermark_size", "w:160/wm:1:nowe:6:6/wms:60:60"),
            lake("watermark_rotate", "w:160/wm:1:ce:0:0:0.5/wmr:45"),
            lake("watermark_shadow", "w:160/wm:1:ce:0:0:0.5/wmsh:4"),
            unseen("format", "w:40/f:png"),
            lake("quality", "w:160/q:5"),
            lake("format_quality", "w:160/fq:jpg:10"),
            lake("autoquality", "w:160/aq:size:2000:1:90"),
            lake("max_bytes", "w:160/mb:1500"),
            unseen("strip_metadata", "w:40/sm:0"),
            unseen("keep_copyright", "w:40/kcr:0"),
            unseen("strip_color_profile", "w:40/scp:1"),
            unseen("preserve_hdr", "w:40/ph:1"),
            unseen("color_profile", "w:40/cp:srgb"),
            unseen("dpi", "w:40/dpi:300"),
            unseen("jpeg_options", "w:40/jpgo:1:1"),
            lake("png_options", "w:160/f:png/pngo:0:1:6"),
            unseen("webp_options", "w:40/webpo:lossless:1:photo"),
            unseen("avif_options", "w:40/avifo:off"),
            ball("page", "w:120/f:png/pg:5"),
            ball("pages", "w:80/f:png/pgs:3"),
            ball("disable_animation", "w:120/da:1"),
            unseen("enforce_thumbnail", "w:40/eth:1"),
            new OptionExample(
                    "style",
                    "w:160/f:png/st:" + base64("circle{fill:#c02020} rect{fill:#204060}"),
                    Original.DRAWING,
                    Shows.PIXELS),
            unseen("skip_processing", "skp:gif:webp/w:40"),
            unseen("hashsum", "w:40/hs:md5:{md5}"),
            unseen("max_src_resolution", "w:40/msr:2"),
            unseen("max_src_file_size", "w:40/msfs:1000000"),
            unseen("max_animation_frames", "w:40/maf:3"),
            unseen("max_animation_frame_resolution", "w:40/mafr:1"),
            unseen("max_result_dimension", "w:40/mrd:20"),
            lake("preset", "pr:old/w:160"),
            unseen("cachebuster", "w:40/cb:3"),
            unseen("expires", "w:40/exp:4102444800"),
            unseen("filename", "w:40/fn:lake"),
            unseen("return_attachment", "w:40/att:1"),
            unseen("raw", "raw:1"),
            unseen("fallback_image_url", "w:40/fiu:" + base64(MARK)),
            unseen("bypass_cache", "w:40/bc:1"),
            unseen("cache_tags", "w:40/ct:lakes:mornings"));

    private OptionExamples() {}

    /** In the table's order. */
    public static List<OptionExample> all() {
        return ALL;
    }

    private static OptionExample lake(String option, String url) {
        return new OptionExample(option, url, Original.LAKE, Shows.PIXELS);
    }

    private static OptionExample glass(String option, String url) {
        return new OptionExample(option, url, Original.GLASS, Shows.PIXELS);
    }

    private static OptionExample ball(String option, String url) {
        return new OptionExample(option, url, Original.BALL, Shows.PIXELS);
    }

    private static OptionExample letters(String option, String url) {
        return new OptionExample(option, url, Original.LAKE, Shows.LETTERS);
    }

    private static OptionExample unseen(String option, String url) {
        return new OptionExample(option, url, Original.LAKE, Shows.NOTHING);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
