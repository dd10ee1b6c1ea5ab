package dev.tomthumb.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The code of a page of {@code docs/}, so that a test can run what readers copy. A block belongs to a file if the file's
 * name follows the language behind its fence: <code>```jsp gallery.jsp</code>. Blocks of one file follow each other.
 */
public final class DocBlocks {
    private static final Pattern BLOCK =
            Pattern.compile("^```(\\w+) (\\S+)\\R(.*?)^```\\s*$", Pattern.DOTALL | Pattern.MULTILINE);

    private DocBlocks() {}

    /** File name to text, in the page's order. */
    public static Map<String, String> of(Path page) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        Matcher blocks = BLOCK.matcher(Files.readString(page));
        while (blocks.find()) {
            files.merge(blocks.group(2), blocks.group(3), String::concat);
        }
        return files;
    }
}
