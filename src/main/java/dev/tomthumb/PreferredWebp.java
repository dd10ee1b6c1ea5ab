package dev.tomthumb;

import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.List;
import java.util.Optional;

/**
 * A dialect on a site that prefers WebP where the browser takes it: imgproxy's AUTO_WEBP (where the URL names no
 * format) and ENFORCE_WEBP (even where it names one). Originals passed on as they are stay what they are.
 */
final class PreferredWebp implements Dialect {
    private final Dialect dialect;
    private final boolean enforced;

    private PreferredWebp(Dialect dialect, boolean enforced) {
        this.dialect = dialect;
        this.enforced = enforced;
    }

    /** The dialect as the settings want it. */
    static Dialect of(Dialect dialect, Settings settings) {
        boolean enforced = settings.get(SettingTable.ENFORCE_WEBP);
        return enforced || settings.get(SettingTable.AUTO_WEBP) ? new PreferredWebp(dialect, enforced) : dialect;
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
        if (parsed.image().output().verbatim() || named && !enforced) {
            return parsed;
        }
        Delivery said = parsed.delivery();
        return new ParsedUrl(
                parsed.image(),
                new Delivery(
                        said.dialect(), said.expires(), List.of(ImageFormat.WEBP), said.filename(), said.attachment()));
    }
}
