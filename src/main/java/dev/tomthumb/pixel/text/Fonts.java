package dev.tomthumb.pixel.text;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The fonts a text may name: the JDK's three logical ones, and those of a directory. Immutable; serves all threads. */
public final class Fonts {
    /** What a URL may call the logical fonts, CSS' and imgproxy's words among them. */
    private static final Map<String, String> LOGICAL = Map.of(
            "sans", Font.SANS_SERIF,
            "sans-serif", Font.SANS_SERIF,
            "sansserif", Font.SANS_SERIF,
            "serif", Font.SERIF,
            "mono", Font.MONOSPACED,
            "monospace", Font.MONOSPACED,
            "monospaced", Font.MONOSPACED);

    /** Nothing but the logical fonts. */
    public static final Fonts LOGICAL_ONLY = new Fonts(Map.of());

    /** By name in lower case. */
    private final Map<String, Font> files;

    private Fonts(Map<String, Font> files) {
        this.files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /**
     * The fonts in the {@code .ttf} and {@code .otf} files of a directory, beside the logical ones. Each is known by its
     * family's name, by its own full name, and by its file's name.
     *
     * @throws IOException if the directory cannot be read, or a file in it is no font; the message names it
     */
    public static Fonts in(Path directory) throws IOException {
        Map<String, Font> found = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*.{ttf,otf,TTF,OTF}")) {
            for (Path file : entries) {
                add(file, found);
            }
        }
        return new Fonts(found);
    }

    private static void add(Path file, Map<String, Font> to) throws IOException {
        try {
            Font font = Font.createFont(Font.TRUETYPE_FONT, file.toFile());
            String name = file.getFileName().toString();
            to.put(name.substring(0, name.length() - ".ttf".length()).toLowerCase(Locale.ROOT), font);
            to.put(font.getFontName(Locale.ROOT).toLowerCase(Locale.ROOT), font);
            // The plainest of a family stands for it: its full name is the shortest.
            to.merge(font.getFamily(Locale.ROOT).toLowerCase(Locale.ROOT), font, Fonts::plainer);
        } catch (FontFormatException unreadable) {
            throw new IOException(file + " is no TrueType or OpenType font that this JDK can read", unreadable);
        }
    }

    private static Font plainer(Font a, Font b) {
        return b.getFontName(Locale.ROOT).length() < a.getFontName(Locale.ROOT).length() ? b : a;
    }

    /**
     * The font of that name, one pixel high.
     *
     * @param name in any case; empty = the logical sans-serif font
     * @throws ImageException {@code BAD_OPTION} if there is none
     */
    Font named(Optional<String> name) throws ImageException {
        String wanted = name.orElse("sans").strip().toLowerCase(Locale.ROOT);
        Font file = files.get(wanted);
        if (file != null) {
            return file;
        }
        String logical = LOGICAL.get(wanted);
        if (logical == null) {
            throw new ImageException(
                    Problem.BAD_OPTION,
                    "There is no font of the name the watermark asks for; accepted are sans, serif, mono"
                            + (files.isEmpty()
                                    ? " (tomthumb.watermark.fonts adds more)."
                                    : ", " + String.join(", ", files.keySet()) + "."));
        }
        return new Font(logical, Font.PLAIN, 1);
    }
}
