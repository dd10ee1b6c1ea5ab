package dev.tomthumb.config;

import static dev.tomthumb.config.Readers.absolutePath;
import static dev.tomthumb.config.Readers.bool;
import static dev.tomthumb.config.Readers.optional;
import static dev.tomthumb.config.Readers.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The part of the {@link SettingTable} that is about imgproxy's info endpoint. */
public final class InfoSettings {
    private InfoSettings() {}

    public static final Setting<Boolean> IMG_INFO = Setting.of("img.info", bool())
            .otherwise("true")
            .says("Whether `/img/info/<signature>/<options>/<source>` tells what an original is, its metadata included "
                    + "(places and names of people may stand there). The options are those of docs/info.md.");

    public static final Setting<String> IMG_INFO_PRESETS = Setting.of(
                    "img.info-presets",
                    text("definitions `name=option:argument/option:argument`, separated by commas", "(?s).*"))
            .imgproxy("INFO_PRESETS")
            .says("Options of the info endpoint under a name: `colors=palette:8/average:1`. One named `default` is "
                    + "applied first to every URL. `tomthumb.img.presets-separator` separates these, too.");

    public static final Setting<Optional<Path>> IMG_INFO_PRESETS_PATH = Setting.of(
                    "img.info-presets-path", optional(absolutePath("a text file")))
            .imgproxy("INFO_PRESETS_PATH")
            .says("A file of presets of the info endpoint, one a line; lines that begin with `#` say nothing.");

    public static final Setting<Optional<Boolean>> IMG_INFO_ONLY_PRESETS = Setting.of(
                    "img.info-only-presets", optional(bool()))
            .imgproxy("INFO_ONLY_PRESETS")
            .says("Whether the info endpoint takes nothing but presets. Not set: as `tomthumb.img.only-presets`.");

    public static final Setting<List<String>> IMG_ALLOWED_INFO_OPTIONS = Setting.of(
                    "img.allowed-info-options", Readers.words("names of options separated by commas", "[a-z_\\-]+"))
            .imgproxy("ALLOWED_INFO_OPTIONS")
            .says("The options that URLs of the info endpoint may use; presets may use all. Not set: all of them.");

    /** The page's part about it. */
    static final SettingTable.Group INFO = new SettingTable.Group(
            "Info endpoint",
            List.of(
                    IMG_INFO,
                    IMG_INFO_PRESETS,
                    IMG_INFO_PRESETS_PATH,
                    IMG_INFO_ONLY_PRESETS,
                    IMG_ALLOWED_INFO_OPTIONS));
}
