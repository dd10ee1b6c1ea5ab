package dev.tomthumb.dialect;

import java.util.List;
import java.util.stream.Collectors;

/** Renders the {@link OptionTable} as {@code docs/options.md}. */
public final class OptionDocs {
    private static final String HEAD = """
            # Options

            This page is written by the code (`OptionDocs`); the build fails when it is stale.

            There are two ways to ask for a rendition. Both read one table, and what means the same in both is one entry in
            the cache.

            - **Query parameters** behind an image's own path: `/photos/cat.jpg?w=320&h=200&fit=cover`
            - **imgproxy's URLs** below a prefix: `/img/<signature>/rs:fill:320:200/plain/s3://originals/cat.jpg@webp`, or
              with the source in base64url: `/img/<signature>/w:320/czM6Ly9vcmlnaW5hbHMvY2F0LmpwZw.webp`

            """;

    private static final String QUERY = """

            ### How a query is read

            - Where a parameter takes several values, colons or commas stand between them; an empty or missing one leaves what
              applies anyway.
            - Parameters of others (`utm_source`) are ignored and are no part of the cache's key. One of ours with a value
              that is not accepted, or given twice, is refused by its name.
            - `v`, `expires` and `dl` mean something only beside a parameter that asks for a picture, or on a mounted path:
              `style.png?v=3` of a host application is left alone.
            - `+` and `%20` are both a space.
            - **Unsigned URLs are snapped**, so that a stranger cannot fill the cache: `w` × `dpr` goes up to the next step of
              the ladder (`tomthumb.query.ladder`), and above its top to the top; `h` follows in proportion, where a
              proportion is a ratio of two whole numbers up to 32 (16:9, 3:2, 4:3, 1:1 and 21:9 are exact, others
              move by 1.7 % at most up to 4:1, and none is steeper than 32:1); `h` alone goes up the ladder itself; `dpr` is then part of
              `w` and `h`; `q` is rounded to a multiple of 5, `fp-x` and `fp-y` to a multiple of 0.05. Parameters
              marked "signed" above are refused: there would be no end to the pictures they could ask for. A `preset` that
              nothing is added to is as its author wrote it. With `off` as the ladder everything is exact and nothing is
              refused.
            - **Signed URLs are exact.** With `tomthumb.query.key` set, `s` is the base64url text, without padding, of
              HMAC-SHA256(key, path + `?` + query): the path relative to the context path, both percent-encoded as they are
              sent, the query without `s`. A wrong `s` is refused. Without a key `s` is a parameter of others, and the URL is
              unsigned.
            - A mounted path without any of these parameters is the original itself, if its name has a picture's suffix or
              none. Of a name with another suffix a picture must be asked for: `/photos/readme.txt` is left alone.
            - A path mounted with `dispatch:` is answered by the host application, which is asked with the parameters that are
              not ours: `/image.jsp?id=7&w=320` asks it for `/image.jsp?id=7`.

            """;

    private static final String IMGPROXY = """

            ### How an imgproxy URL is read

            - Options come in any order; a later one overrides. An option that is not in this table is refused.
            - Where an option takes several arguments, an empty or missing one leaves what was said before; a first argument that
              says how much (a width, a sigma, an opacity) must be there, and the only argument of an option too, unless the
              table says what an empty one means.
            - `/-/` between two options begins another pass over the result, with options of its own about pixels; what concerns
              the original, the file and the response is said once for all (`tomthumb.img.max-chained-pipelines`). A preset is
              applied to the pipeline in which it stands, and what it chains to those that follow.
            - What an extension behind the source says is stronger than `format`; `best` is one too.
            - Flags: `1`, `t`, `T`, `true`, `True`, `TRUE` are yes; every other text is no, as in imgproxy.
            - The source is decoded once; `+` is a plus, `@` is written `%40`, `%` is written `%25`.
            - The signature is imgproxy's: base64url, without padding, of HMAC-SHA256(key, salt + `/` + what follows the
              signature). A signature over the same URL in raw UTF-8 is accepted too: some clients sign before they encode.
            - `enc/` and base64url of initialisation vector and ciphertext stand for an encrypted source (AES-CBC, PKCS #7;
              `tomthumb.img.source-url-encryption-key`). Sign such URLs.
            - Sources are `s3://bucket/key`, `http://host/path`, `https://host/path` and `local:///path`, as far as they are
              switched on. Files of the host application cannot be named: they are reachable under their own path only. What
              `watermark_url` and `fallback_image_url` name is held to the same rules.
            """;

    private OptionDocs() {}

    /** The page. */
    public static String render(OptionTable table) {
        return HEAD + parameters(table.options()) + QUERY + options(table.options()) + IMGPROXY;
    }

    private static String parameters(List<Option> options) {
        return "## Query parameters\n\n| parameter | takes | meaning | unsigned | imgproxy's option |\n"
                + "| --- | --- | --- | --- | --- |\n"
                + options.stream()
                        .flatMap(option -> option.parameters().stream().map(parameter -> row(option, parameter)))
                        .collect(Collectors.joining());
    }

    private static String row(Option option, Parameter parameter) {
        return "| `" + parameter.name() + "` | " + parameter.accepted() + " | " + parameter.sentence() + " | "
                + (parameter.bounded() ? "yes" : "signed") + " | `" + option.name() + "` |\n";
    }

    private static String options(List<Option> options) {
        return "## imgproxy's options\n\n| option | short names | arguments | meaning |\n| --- | --- | --- | --- |\n"
                + options.stream()
                        .filter(Option::available)
                        .map(OptionDocs::row)
                        .collect(Collectors.joining())
                + "\n### Left out\n\nRefused by their names:\n\n"
                + "| option | short names | arguments | reason |\n| --- | --- | --- | --- |\n"
                + options.stream()
                        .filter(option -> !option.available())
                        .map(OptionDocs::row)
                        .collect(Collectors.joining())
                + "\nSo are the gravities `obj` and `objw`, the formats `mp4` and `pdf`, and autoquality's method `ml`.\n";
    }

    /** A row of a table of options. */
    static String row(Option option) {
        String aliases =
                option.aliases().stream().map(alias -> "`" + alias + "`").collect(Collectors.joining(", "));
        return "| `" + option.name() + "` | " + aliases + " | " + option.syntax() + " | " + option.sentence() + " |\n";
    }
}
