package dev.tomthumb.dialect;

import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.SizeSettings;
import dev.tomthumb.config.UnsignedUrls;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Problem;
import java.util.List;
import java.util.Set;

/**
 * Holds an imgproxy URL that nobody has signed to few pictures of each original. What a preset says is the operator's
 * word and passes as it is. One parse, one thread.
 *
 * <p>On the ladder, sizes are {@linkplain LadderRounding rounded}, options of a few values each are taken as they are,
 * and the others refused: each of their values is another rendition, and they have any number of them. The info endpoint
 * has too many switches to be rounded and takes presets alone.
 */
public final class Confinement {
    /** Every option with every value. */
    public static final Confinement NONE = new Confinement(UnsignedUrls.OPEN, SizeLadder.OFF);

    private static final String BACKGROUND = "background";

    /** They enter no key, or choose one of a few words. */
    private static final Set<String> HARMLESS = Set.of(
            "expires", "filename", "return_attachment", "raw", "fallback_image_url", "format", DeliveryRows.PRESET);

    private static final Set<String> OF_FEW_VALUES = Set.of(
            "resizing_type",
            "resizing_algorithm",
            "enlarge",
            "auto_rotate",
            "rotate",
            "flip",
            "strip_metadata",
            "keep_copyright",
            "strip_color_profile",
            "disable_animation");

    private static final Set<String> ROUNDED = Set.of(
            "resize",
            "size",
            "width",
            "height",
            "min-width",
            "min-height",
            "zoom",
            "dpr",
            "extend",
            "extend_aspect_ratio",
            "gravity",
            "crop",
            "quality",
            BACKGROUND);

    /** Channels of colours that three hexadecimal digits can say are multiples of it. */
    private static final int COLOR_STEP = 17;

    private final UnsignedUrls mode;
    private final LadderRounding rounding;
    private int presets;
    private boolean rounded;
    private boolean colored;

    private Confinement(UnsignedUrls mode, SizeLadder ladder) {
        this.mode = mode;
        this.rounding = new LadderRounding(ladder);
    }

    /**
     * For one URL for a picture.
     *
     * @param mode what it may ask for; not {@code REFUSE}
     * @param ladder with steps, where {@code mode} is {@code LADDER}
     */
    public static Confinement of(UnsignedUrls mode, SizeLadder ladder) {
        return mode == UnsignedUrls.OPEN ? NONE : new Confinement(mode, ladder);
    }

    /** For one URL of the info endpoint. */
    public static Confinement ofInfo(UnsignedUrls mode) {
        return mode == UnsignedUrls.OPEN ? NONE : new Confinement(UnsignedUrls.PRESETS, SizeLadder.OFF);
    }

    /** @throws ImageException this option is for signed URLs */
    void vet(Option option, String written, List<String> arguments) throws ImageException {
        if (mode == UnsignedUrls.OPEN) {
            return;
        }
        String name = option.name();
        if (name.equals(DeliveryRows.PRESET)) {
            vetPresets(arguments.size());
            return;
        }
        boolean onLadder = mode == UnsignedUrls.LADDER;
        boolean taken = HARMLESS.contains(name) || onLadder && (OF_FEW_VALUES.contains(name) || ROUNDED.contains(name));
        if (!taken) {
            throw refusal("The option " + UrlText.quoted(written) + " is");
        }
        rounded |= ROUNDED.contains(name);
        colored |= name.equals(BACKGROUND);
    }

    /** One only: every row of several would be another picture. */
    void vetPresets(int names) throws ImageException {
        presets += names;
        if (mode != UnsignedUrls.OPEN && presets > 1) {
            throw refusal("More than one preset is");
        }
    }

    void vetPass() throws ImageException {
        if (mode != UnsignedUrls.OPEN) {
            throw refusal("A chained pipeline is");
        }
    }

    /** The picture that is made for the one asked for. */
    ImageRequest held(ImageRequest asked) throws ImageException {
        if (colored
                && asked.transform()
                        .background()
                        .filter(color -> !isShort(color))
                        .isPresent()) {
            throw refusal("A background of another colour than three hexadecimal digits can say (fff, 08c) is");
        }
        return rounded ? rounding.rounded(asked) : asked;
    }

    private static boolean isShort(Color color) {
        return color.red() % COLOR_STEP == 0 && color.green() % COLOR_STEP == 0 && color.blue() % COLOR_STEP == 0;
    }

    private static ImageException refusal(String what) {
        return new ImageException(
                Problem.BAD_SIGNATURE,
                what + " for signed URLs here, or anybody could have any number of pictures made; the setting "
                        + SettingTable.IMG_KEY.name() + " holds the key, " + SettingTable.IMG_PRESETS.name()
                        + " takes what anybody may use, and " + SizeSettings.IMG_UNSIGNED.name()
                        + " says what unsigned URLs may ask for.");
    }
}
