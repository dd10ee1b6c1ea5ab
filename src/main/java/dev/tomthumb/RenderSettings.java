package dev.tomthumb;

import dev.tomthumb.config.EncodingSettings;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.pipeline.FileRules;
import dev.tomthumb.pipeline.Limits;
import dev.tomthumb.pipeline.RenderRules;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** From settings to how large pictures may be, and how they are made. */
final class RenderSettings {
    private final Settings settings;

    RenderSettings(Settings settings) {
        this.settings = settings;
    }

    Limits limits() {
        return new Limits(
                settings.get(SettingTable.MAX_SRC_RESOLUTION),
                OptionalInt.of(settings.get(SettingTable.MAX_RESULT_DIMENSION)),
                settings.get(SettingTable.MAX_SRC_RESOLUTION),
                settings.get(SettingTable.MAX_ANIMATION_FRAMES),
                settings.get(SettingTable.MAX_ANIMATION_FRAME_RESOLUTION)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()));
    }

    /** @param files how files are written */
    RenderRules rules(FileRules files) {
        Set<ImageFormat> progressive = EnumSet.noneOf(ImageFormat.class);
        if (settings.get(EncodingSettings.JPEG_PROGRESSIVE)) {
            progressive.add(ImageFormat.JPEG);
        }
        if (settings.get(EncodingSettings.PNG_INTERLACED)) {
            progressive.add(ImageFormat.PNG);
        }
        return new RenderRules(
                !settings.get(SettingTable.STRIP_COLOR_PROFILE),
                settings.get(SettingTable.LINEAR_COLORSPACE),
                settings.get(SettingTable.AUTO_ROTATE),
                settings.get(SettingTable.ALWAYS_RASTERIZE_SVG),
                settings.get(SettingTable.SANITIZE_SVG),
                settings.get(SettingTable.ENFORCE_THUMBNAIL),
                progressive,
                files);
    }
}
