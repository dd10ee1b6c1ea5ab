package dev.tomthumb;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.TagSettings;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.markup.MarkupConfig;
import dev.tomthumb.model.ImageFormat;
import java.util.List;
import java.util.OptionalInt;

/** From settings to how pictures are written on the pages of this application. */
final class PageSettings {
    private static final List<ImageFormat> NEWER = List.of(ImageFormat.AVIF, ImageFormat.WEBP);

    private final Settings settings;

    PageSettings(Settings settings) {
        this.settings = settings;
    }

    /** @param standIns whether another picture is shown for an original that is missing */
    MarkupConfig here(String contextPath, Dialects spoken, Originals originals, Codecs codecs, boolean standIns) {
        String base = UrlText.encoded(contextPath, "/");
        return new MarkupConfig(
                base,
                base,
                "",
                spoken.queryConfig(),
                spoken.imgproxyConfig(),
                originals::mayBeNamed,
                codecs.writable(),
                NEWER.stream().filter(codecs.writable()::contains).toList(),
                settings.get(SettingTable.AUTO_ROTATE),
                OptionalInt.of(settings.get(SettingTable.MAX_RESULT_DIMENSION)),
                standIns,
                settings.get(TagSettings.PAGE_BUDGET),
                true);
    }
}
