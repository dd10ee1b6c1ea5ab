package dev.tomthumb.options;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.options.OptionExample.Shows;
import dev.tomthumb.pipeline.Rendered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pictures of {@code docs/options.md}: one of every option that can be seen, made by the pipeline that ships. */
public final class OptionGallery {
    private static final String HEAD = """

            ## What they look like

            Made by the pipeline that ships, of originals that are drawn by `dev.tomthumb.samples`. Left out are options that
            one does not see. The first picture is the original, `w:160` of it.

            | option | in a URL | result |
            | --- | --- | --- |
            | | `w:160` | ![original](images/options/original.jpg) |
            """;
    private static final OptionExample PLAIN =
            new OptionExample("original", "w:160", OptionExample.Original.LAKE, Shows.PIXELS);

    private final Originals originals = new Originals();

    /** The examples with pictures. */
    public static List<OptionExample> pictured() {
        return OptionExamples.all().stream()
                .filter(example -> example.shows() != Shows.NOTHING)
                .toList();
    }

    /** The page's last section. */
    public static String render() {
        StringBuilder page = new StringBuilder(HEAD);
        for (OptionExample example : pictured()) {
            page.append("| `%s` | `%s` | ![%s](images/options/%s.%s) |\n"
                    .formatted(
                            example.option(), example.url(), example.option(), example.option(), extension(example)));
        }
        return page.toString();
    }

    /** Every picture by the name of its file. */
    public Map<String, Rendered> pictures() throws ImageException {
        Map<String, Rendered> pictures = new LinkedHashMap<>();
        try (OptionKitchen kitchen = new OptionKitchen(Originals.star(120))) {
            pictures.put("original.jpg", rendered(kitchen, PLAIN));
            for (OptionExample example : pictured()) {
                pictures.put(example.option() + "." + extension(example), rendered(kitchen, example));
            }
        }
        return pictures;
    }

    private Rendered rendered(OptionKitchen kitchen, OptionExample example) throws ImageException {
        byte[] original = originals.file(example.original());
        return kitchen.run(
                kitchen.prepare(original, kitchen.request(example.url(original), Optional.of(format(example)))));
    }

    private static String extension(OptionExample example) {
        return format(example).extension();
    }

    private static ImageFormat format(OptionExample example) {
        if (example.url().contains("/f:png")) {
            return ImageFormat.PNG;
        }
        return switch (example.original()) {
            case LAKE, FRAMED, CARD -> ImageFormat.JPEG;
            case GLASS, DRAWING -> ImageFormat.PNG;
            case BALL -> ImageFormat.GIF;
        };
    }
}
