package dev.tomthumb;

import dev.tomthumb.cache.CacheFingerprint;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.ColorManagement;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.codec.vips.VipsCodecs;
import dev.tomthumb.config.EncodingSettings;
import dev.tomthumb.config.Libvips;
import dev.tomthumb.config.Setting;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.TruncatedOriginals;
import dev.tomthumb.pipeline.FileRules;
import dev.tomthumb.pipeline.OutputFormats;
import dev.tomthumb.pipeline.Qualities;
import dev.tomthumb.pipeline.Renderer;
import java.util.Map;
import java.util.TreeMap;

/**
 * How pictures are made here: the renderer that the settings describe, and the fingerprint of all that makes the same
 * request give other bytes. The two stand together, for a setting that the fingerprint forgets lets the cache serve what
 * other settings have made.
 */
final class Rendering {
    /** Raised whenever the same request would give other bytes, so that no cache serves what an older version made. */
    private static final String RENDERER_VERSION = "3";

    /** libvips counts the other way round. */
    private static final int FASTEST_AVIF = 9;

    private final Settings settings;
    private final Codecs codecs;
    private final Qualities qualities;
    private final FileRules files;
    private final OwnWatermark watermark;

    /** @throws IllegalStateException if a file that the settings name cannot be used */
    Rendering(Settings settings, Codecs codecs) {
        this.settings = settings;
        this.codecs = codecs;
        this.qualities = new Qualities(settings.get(SettingTable.QUALITY), settings.get(SettingTable.FORMAT_QUALITY));
        this.files = new FileSettings(settings).rules();
        this.watermark = new OwnWatermark(settings, codecs);
    }

    /** What reads and writes pictures; to be closed by the caller. */
    static ProductCodecs codecs(Settings settings, ScratchPool scratch) {
        return new ProductCodecs(
                settings.get(SettingTable.TRUNCATED_ORIGINALS) == TruncatedOriginals.RENDER,
                settings.get(EncodingSettings.PNG_LEVEL),
                scratch,
                color -> libvips(settings, color));
    }

    private static VipsCodecs libvips(Settings settings, ColorManagement color) {
        Libvips asked = settings.get(SettingTable.LIBVIPS);
        return asked.wanted()
                ? VipsCodecs.load(
                        asked.file(),
                        FASTEST_AVIF - settings.get(SettingTable.AVIF_SPEED),
                        settings.get(SettingTable.JXL_EFFORT),
                        color)
                : VipsCodecs.none();
    }

    Renderer renderer(ScratchPool scratch) {
        RenderSettings render = new RenderSettings(settings);
        return new Renderer(
                codecs,
                render.limits(),
                new OutputFormats(settings.get(SettingTable.PREFERRED_FORMATS)),
                qualities,
                render.rules(files),
                scratch,
                watermark.watermarks());
    }

    /** The quality of a file whose request names none. */
    DefaultQuality defaultQuality() {
        return new DefaultQuality(qualities, files);
    }

    String fingerprint() {
        return CacheFingerprint.of(Map.ofEntries(
                Map.entry("renderer", RENDERER_VERSION),
                Map.entry("qualities", qualities.standard() + " " + new TreeMap<>(qualities.byFormat())),
                text("preferred", SettingTable.PREFERRED_FORMATS),
                text("dimension", SettingTable.MAX_RESULT_DIMENSION),
                // Drawings are drawn as large as it lets them be.
                text("resolution", SettingTable.MAX_SRC_RESOLUTION),
                text("profiles", SettingTable.STRIP_COLOR_PROFILE),
                text("linear", SettingTable.LINEAR_COLORSPACE),
                text("upright", SettingTable.AUTO_ROTATE),
                text("progressive", EncodingSettings.JPEG_PROGRESSIVE),
                text("interlaced", EncodingSettings.PNG_INTERLACED),
                text("level", EncodingSettings.PNG_LEVEL),
                text("speed", SettingTable.AVIF_SPEED),
                text("effort", SettingTable.JXL_EFFORT),
                text("truncated", SettingTable.TRUNCATED_ORIGINALS),
                text("frames", SettingTable.MAX_ANIMATION_FRAMES),
                text("drawn", SettingTable.ALWAYS_RASTERIZE_SVG),
                text("sanitized", SettingTable.SANITIZE_SVG),
                text("thumbnails", SettingTable.ENFORCE_THUMBNAIL),
                Map.entry("files", FileSettings.fingerprint(files)),
                Map.entry("watermark", watermark.fingerprint())));
    }

    private Map.Entry<String, String> text(String name, Setting<?> setting) {
        return Map.entry(name, settings.get(setting).toString());
    }
}
