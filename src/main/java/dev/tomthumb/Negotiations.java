package dev.tomthumb;

import dev.tomthumb.config.AnswerSettings;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.engine.IdentityMemo;
import dev.tomthumb.http.ClientHints;
import dev.tomthumb.http.Negotiation;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Chooses what a URL leaves open by what the asker takes. Safe for all threads.
 *
 * <p>The last choice for a request is remembered together with all that decided it, the {@code Accept} field included; the
 * next asker is nearly always of the same kind. Where hints are heard nothing is remembered.
 */
final class Negotiations {
    private static final int REMEMBERED = 2048;
    /** No browser sends a longer {@code Accept}; what does is not worth holding on to. */
    private static final int LONGEST = 256;

    private final Set<ImageFormat> writable;
    private final DefaultQuality quality;
    private final Set<ImageFormat> unprocessed;
    private final List<Integer> ladder;
    private final boolean hints;
    private final IdentityMemo<ImageRequest, Choice> choices = new IdentityMemo<>(REMEMBERED);

    /** What was chosen, and by what. */
    private record Choice(List<ImageFormat> candidates, String accept, ImageRequest chosen) {}

    Negotiations(Settings settings, Set<ImageFormat> writable, DefaultQuality quality) {
        this.writable = writable;
        this.quality = quality;
        this.unprocessed = settings.get(AnswerSettings.SKIP_PROCESSING_FORMATS);
        this.ladder = settings.get(SettingTable.QUERY_LADDER);
        this.hints = settings.get(AnswerSettings.IMG_CLIENT_HINTS);
    }

    /**
     * The request with its format chosen, with what the hints say where the URL leaves it open, and without what is the
     * default anyway.
     *
     * @param accept the field's value; empty = there is none
     * @param asked read only where they are heard
     */
    ImageRequest negotiate(ParsedUrl url, String accept, Supplier<ClientHints> asked) {
        if (url.image().output().info().isPresent()) {
            return url.image();
        }
        if (hears(url)) {
            return chosen(
                    asked.get().applied(weighed(url), ladder), url.delivery().candidates(), accept);
        }
        List<ImageFormat> candidates = url.delivery().candidates();
        // What is not chosen from is the same for everybody.
        String deciding = candidates.isEmpty() ? "" : accept;
        if (deciding.length() > LONGEST) {
            return chosen(weighed(url), candidates, accept);
        }
        Choice last = choices.of(url.image(), any -> choice(url, deciding));
        if (last.accept().equals(deciding) && last.candidates().equals(candidates)) {
            return last.chosen();
        }
        return choices.replace(url.image(), choice(url, deciding)).chosen();
    }

    private Choice choice(ParsedUrl url, String accept) {
        List<ImageFormat> candidates = url.delivery().candidates();
        return new Choice(candidates, accept, chosen(weighed(url), candidates, accept));
    }

    private ImageRequest weighed(ParsedUrl url) {
        return Unprocessed.weighed(url.image(), unprocessed);
    }

    private ImageRequest chosen(ImageRequest image, List<ImageFormat> candidates, String accept) {
        OutputSpec output = image.output();
        Optional<ImageFormat> best = Negotiation.choose(candidates, writable, accept);
        if (best.isPresent()) {
            output = output.withFormat(best.get());
        }
        return image.withOutput(quality.without(output));
    }

    /** Whether client hints take part in the choice. */
    boolean hears(ParsedUrl url) {
        return hints
                && url.delivery().dialect().equals(Delivery.IMGPROXY)
                && !url.image().output().verbatim();
    }
}
