package dev.tomthumb.dialect;

import java.util.List;
import java.util.stream.Collectors;

/** Renders {@link OptionTable#info()} as {@code docs/info.md}. */
public final class InfoDocs {
    private static final String HEAD = """
            # What an original is, as JSON

            This page is written by the code (`InfoDocs`); the build fails when it is stale.

            Below `info/` imgproxy's language asks about an original instead of for a picture made of it:

                /img/info/<signature>/<options>/plain/s3://originals/cat.jpg
                /img/info/<signature>/<options>/<base64url source>
                /img/info/<signature>/<options>/enc/<encrypted source>

            (`/info/…` where `tomthumb.img.prefix` is `/`.) What is signed is what follows the signature, as for pictures; the
            sources, their guards and limits, expiry, `HEAD`, `ETag`, `304`, `Cache-Control` and the cache are the same, too. The
            answer is kept in the cache like a rendition, and a purge of the original takes it along. A source takes no extension
            here. A fallback image never stands in: who asks what an original is, is told when there is none.

            `tomthumb.img.info=false` switches it off. Metadata can tell where a photograph was taken, and by whom: with a key
            only signed URLs are answered, and `tomthumb.img.allowed-info-options` limits what they may ask.

            """;

    private static final String RULES = """

            ### How the answer is made

            - Names and values are imgproxy Pro's. What an original has not (no EXIF, no palette asked for) has no name in the
              answer.
            - Size, format, metadata, samples and a crop without smart gravity decode nothing. All of these but the crop are told of
              HEIC, AVIF and JPEG XL even where no pixel of them can be read; what else is asked is refused there.
            - Colours and hashes are those of the upright picture in sRGB, made to fit into 100x100; `average` of a picture with
              alpha and `check_transparency` look at every pixel.
            - `info` cannot be the text in place of a signature while this is switched on.
            """;

    private InfoDocs() {}

    /** The page. */
    public static String render(OptionTable table) {
        return HEAD
                + "## Options\n\n| option | short names | arguments | what is told |\n| --- | --- | --- | --- |\n"
                + rows(table.options(), true)
                + "\n### Left out\n\nRefused by their names:\n\n"
                + "| option | short names | arguments | reason |\n| --- | --- | --- | --- |\n"
                + rows(table.options(), false)
                + RULES;
    }

    private static String rows(List<Option> options, boolean available) {
        return options.stream()
                .filter(option -> option.available() == available)
                .map(OptionDocs::row)
                .collect(Collectors.joining());
    }
}
