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
 * name follows the language behind its fence: <code>```jsp gallery.jsp</code>. Blocks of one file follow each other. In a
 * list they are indented.
 */
public final class DocBlocks {
    private static final Pattern BLOCK =
            Pattern.compile("^( *)```(\\w+) (\\S+)\\R(.*?)^\\1```\\s*$", Pattern.DOTALL | Pattern.MULTILINE);

    private DocBlocks() {}

    /** File name to text, in the page's order. */
    public static Map<String, String> of(Path page) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        Matcher blocks = BLOCK.matcher(Files.readString(page));
        while (blocks.find()) {
            String text = blocks.group(4).replaceAll("(?m)^" + blocks.group(1), "");
            files.merge(blocks.group(3), text, String::concat);
        }
        return files;
    }
}
