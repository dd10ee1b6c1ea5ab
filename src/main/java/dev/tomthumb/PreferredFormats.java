package dev.tomthumb;

import dev.tomthumb.config.AnswerSettings;
import dev.tomthumb.config.Setting;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dialect on a site that prefers newer formats where the browser takes them: imgproxy's AUTO_… (where the URL names no
 * format) and ENFORCE_… (even where it names one). Originals passed on as they are stay what they are.
 */
final class PreferredFormats implements Dialect {
    private final Dialect dialect;
    private final List<ImageFormat> whereOpen;
    private final List<ImageFormat> everywhere;

    private PreferredFormats(Dialect dialect, List<ImageFormat> whereOpen, List<ImageFormat> everywhere) {
        this.dialect = dialect;
        this.whereOpen = whereOpen;
        this.everywhere = everywhere;
    }

    /** A format and its two settings. */
    private record Preference(ImageFormat format, Setting<Boolean> auto, Setting<Boolean> enforce) {}

    /** The best first: imgproxy's order (features, section 6). */
    private static final List<Preference> PREFERENCES = List.of(
            new Preference(ImageFormat.JXL, AnswerSettings.AUTO_JXL, AnswerSettings.ENFORCE_JXL),
            new Preference(ImageFormat.AVIF, AnswerSettings.AUTO_AVIF, AnswerSettings.ENFORCE_AVIF),
            new Preference(ImageFormat.WEBP, SettingTable.AUTO_WEBP, SettingTable.ENFORCE_WEBP));

    /** The dialect as the settings want it. */
    static Dialect of(Dialect dialect, Settings settings) {
        List<ImageFormat> open = new ArrayList<>();
        List<ImageFormat> everywhere = new ArrayList<>();
        for (Preference preference : PREFERENCES) {
            boolean enforced = settings.get(preference.enforce());
            if (enforced) {
                everywhere.add(preference.format());
            }
            if (enforced || settings.get(preference.auto())) {
                open.add(preference.format());
            }
        }
        return open.isEmpty() ? dialect : new PreferredFormats(dialect, List.copyOf(open), List.copyOf(everywhere));
    }

    @Override
    public String name() {
        return dialect.name();
    }

    @Override
    public boolean claims(RequestUrl url) {
        return dialect.claims(url);
    }

    @Override
    public Optional<ParsedUrl> parse(RequestUrl url) throws ImageException {
        return dialect.parse(url).map(this::negotiable);
    }

    private ParsedUrl negotiable(ParsedUrl parsed) {
        boolean named = parsed.image().output().format().isPresent();
        List<ImageFormat> candidates = named ? everywhere : whereOpen;
        boolean asItIs = parsed.image().output().verbatim()
                || parsed.image().output().info().isPresent()
                || parsed.delivery().raw();
        return asItIs || candidates.isEmpty()
                ? parsed
                : new ParsedUrl(parsed.image(), parsed.delivery().withCandidates(candidates));
    }
}
