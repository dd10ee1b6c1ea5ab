package dev.tomthumb.config;

import static dev.tomthumb.config.Readers.oneOf;
import static dev.tomthumb.config.Readers.wholeNumber;

import java.util.List;

/** The part of the {@link SettingTable} that keeps strangers from having any number of pictures made. */
public final class SizeSettings {
    private SizeSettings() {}

    public static final Setting<UnsignedUrls> IMG_UNSIGNED = Setting.of("img.unsigned", oneOf(UnsignedUrls.class))
            .otherwise("open")
            .says(
                    "What imgproxy URLs may ask for while `tomthumb.img.key` is not set: everything as in imgproxy (`open`), "
                            + "sizes rounded up to `tomthumb.query.ladder` and few other options (`ladder`), one preset and "
                            + "nothing else (`presets`), or nothing (`refuse`). Signed URLs and those with a trusted signature "
                            + "are not touched.");

    public static final Setting<Integer> MAX_VARIANTS = Setting.of("cache.max-variants", wholeNumber(0, 1_000_000))
            .otherwise("500")
            .says("How many renditions of one original are kept for unsigned URLs. More are made and sent, slowly when "
                    + "there are many at once, and take the place of those that are asked for least; `0` is no limit.");

    /** In the order of the page. */
    static final List<Setting<?>> ALL = List.of(IMG_UNSIGNED, MAX_VARIANTS);

    /** The page's part about it. */
    static final SettingTable.Group SIZES = new SettingTable.Group("Arbitrary sizes", ALL);
}
