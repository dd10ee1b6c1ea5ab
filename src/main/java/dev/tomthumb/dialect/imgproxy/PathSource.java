package dev.tomthumb.dialect.imgproxy;

import dev.tomthumb.config.SettingTable;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import java.util.List;
import java.util.Optional;

/** The rest of a path, which names the original: as it is, in base64url, or encrypted. */
final class PathSource {
    private static final List<String> OLD_FORM = List.of("fit", "fill", "fill-down", "force", "auto");
    private static final String PLAIN = "plain/";
    private static final String ENCRYPTED = "enc/";

    private final SourceText sources;
    private final boolean filenames;
    private final Optional<SourceCipher> cipher;

    PathSource(ImgproxyConfig config) {
        sources = new SourceText(config);
        filenames = config.grammar().filenames();
        cipher = config.grammar().encryptionKey().map(key -> new SourceCipher(key.bytes()));
    }

    /**
     * A source and how the URL goes on.
     *
     * @param extension the format's name behind it; may be empty
     */
    record Named(SourceRef source, String extension) {}

    Named read(String text) throws ImageException {
        if (text.startsWith(PLAIN)) {
            return plain(text.substring(PLAIN.length()));
        }
        return text.startsWith(ENCRYPTED) ? encrypted(text.substring(ENCRYPTED.length())) : base64(text);
    }

    private Named plain(String text) throws ImageException {
        Split split = split(text, '@', "an at sign of the source itself is written %40");
        String decoded = UrlText.decoded(split.text)
                .orElseThrow(() ->
                        invalid("The source is not percent-encoded UTF-8; a percent sign of its own is written %25."));
        return new Named(sources.original(decoded), split.extension);
    }

    private Named base64(String text) throws ImageException {
        int slash = text.indexOf('/');
        if (OLD_FORM.contains(slash < 0 ? text : text.substring(0, slash))) {
            throw invalid("The URL has imgproxy's form of version 1; options are written name:argument, as in"
                    + " rs:fill:320:200.");
        }
        Split split = split(joined(text), '.', "a base64url source has no dot of its own");
        byte[] bytes = UrlText.base64(split.text)
                .orElseThrow(() -> invalid("The source " + UrlText.quoted(split.text)
                        + " is not base64url; a source as it is begins with plain/."));
        String decoded = UrlText.utf8(bytes).orElseThrow(() -> invalid("The base64url source is not UTF-8 text."));
        return new Named(sources.original(decoded), split.extension);
    }

    /** One sentence for everything that can be wrong inside: it must not tell bad padding from anything else. */
    private Named encrypted(String text) throws ImageException {
        if (cipher.isEmpty()) {
            throw invalid("Encrypted sources are switched off here; the setting "
                    + SettingTable.IMG_SOURCE_URL_ENCRYPTION_KEY.name() + " holds their key.");
        }
        Split split = split(joined(text), '.', "an encrypted source has no dot of its own");
        String opened = UrlText.base64(split.text).flatMap(cipher.get()::opened).orElseThrow(PathSource::unreadable);
        try {
            return new Named(sources.original(opened), split.extension);
        } catch (ImageException e) {
            throw unreadable();
        }
    }

    private static ImageException unreadable() {
        return invalid("The encrypted source cannot be read.");
    }

    /** Base64 may be split by slashes anywhere; its last segment may be a file's name that only readers see. */
    private String joined(String text) {
        int last = filenames ? text.lastIndexOf('/') : -1;
        return (last < 0 ? text : text.substring(0, last)).replace("/", "");
    }

    private static Split split(String text, char separator, String advice) throws ImageException {
        int first = text.indexOf(separator);
        if (first >= 0 && text.indexOf(separator, first + 1) >= 0) {
            throw invalid("The source has more than one " + separator + "; " + advice + ".");
        }
        Split split = first < 0 ? new Split(text, "") : new Split(text.substring(0, first), text.substring(first + 1));
        if (split.text.isEmpty()) {
            throw invalid("The URL names no source; it ends with plain/source or a base64url source.");
        }
        return split;
    }

    private static ImageException invalid(String sentence) {
        return new ImageException(Problem.INVALID_URL, sentence);
    }

    private record Split(String text, String extension) {}
}
