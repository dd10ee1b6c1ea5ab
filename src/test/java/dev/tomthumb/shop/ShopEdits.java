package dev.tomthumb.shop;

import dev.tomthumb.testkit.BuildOutputs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What the owner of the old shop does to get thumbnails: what {@code docs/jsp.md} tells him, and no more. */
final class ShopEdits {
    /** What makes a page one with our tags. */
    static final String TAGLIB = "<%@ taglib prefix=\"t\" uri=\"https://tomthumb.dev/tags\" %>";

    /** One picture in one page. */
    record Edit(String page, String old, String now) {}

    /** The lists' thumbnail and the big picture of the ware. */
    static final List<Edit> EDITS = List.of(
            new Edit(
                    "item.jsp",
                    "<img src=\"<%= request.getContextPath() %>/pictures/<%= Catalog.encode(product.getFile()) %>\""
                            + " width=\"150\" border=\"0\" alt=\"<%= Catalog.escape(product.getName()) %>\">",
                    "<t:img src='<%= \"/pictures/\" + product.getFile() %>'"
                            + " width=\"150\" border=\"0\" alt=\"<%= product.getName() %>\"/>"),
            new Edit(
                    "product.jsp",
                    "<img src=\"image.jsp?id=${product.id}\" width=\"480\" alt=\"${fn:escapeXml(product.name)}\">",
                    "<t:img src=\"/pictures/${product.file}\" width=\"480\" alt=\"${product.name}\"/>"));

    private ShopEdits() {}

    /** The change that {@link SiteDiff} must find, file by file. */
    static Map<String, List<String>> lines() {
        return Map.of(
                EDITS.get(0).page(), lines(EDITS.get(0)),
                EDITS.get(1).page(), lines(EDITS.get(1)));
    }

    private static List<String> lines(Edit edit) {
        return List.of("+ " + TAGLIB, "- " + edit.old(), "+ " + edit.now());
    }

    /** Unpacks the libraries into {@code WEB-INF/lib} and edits the pages. */
    static void apply(Path site, String line) throws IOException {
        unpackLibraries(site.resolve("WEB-INF/lib"), line);
        for (Edit edit : EDITS) {
            edit(site.resolve(edit.page()), edit);
        }
    }

    /**
     * With the WAR beside the shop, for the thumbnail of the lists: the small jar, the lines of {@code web.xml}, one page.
     *
     * @param webXml the lines
     */
    static void applyBeside(Path site, String line, String webXml) throws IOException {
        Path jar = line.equals("9") ? BuildOutputs.javaxTagsJar() : BuildOutputs.tagsJar();
        Files.copy(jar, site.resolve("WEB-INF/lib").resolve(jar.getFileName()));
        Path file = site.resolve("WEB-INF/web.xml");
        String xml = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, xml.replace("</web-app>", webXml + "</web-app>"), StandardCharsets.ISO_8859_1);
        edit(site.resolve(EDITS.get(0).page()), EDITS.get(0));
    }

    /** The change that {@link SiteDiff} must find then, file by file. */
    static Map<String, List<String>> linesBeside(String webXml) {
        return Map.of(
                EDITS.get(0).page(),
                lines(EDITS.get(0)),
                "WEB-INF/web.xml",
                webXml.lines().map(added -> "+ " + added).toList());
    }

    /** Byte for byte apart from the two lines, whatever the page is encoded in. */
    private static void edit(Path page, Edit edit) throws IOException {
        String text = Files.readString(page, StandardCharsets.ISO_8859_1);
        if (!text.contains(edit.old())) {
            throw new IOException(page + " has no line " + edit.old());
        }
        int firstLineEnds = text.indexOf('\n') + 1;
        String edited = text.substring(0, firstLineEnds)
                + TAGLIB
                + "\n"
                + text.substring(firstLineEnds).replace(edit.old(), edit.now());
        Files.writeString(page, edited, StandardCharsets.ISO_8859_1);
    }

    /** The jar that the build attaches, and what the WAR that ships has beside it. */
    private static void unpackLibraries(Path lib, String line) throws IOException {
        boolean javax = line.equals("9");
        Path jar = javax ? BuildOutputs.javaxClassesJar() : BuildOutputs.classesJar();
        Files.copy(jar, lib.resolve(jar.getFileName()));
        Path war = javax ? BuildOutputs.javaxWar() : BuildOutputs.war();
        try (InputStream in = Files.newInputStream(war);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.startsWith("WEB-INF/lib/") && name.endsWith(".jar") && !name.contains("/tomthumb-")) {
                    Files.copy(zip, lib.resolve(name.substring(name.lastIndexOf('/') + 1)));
                }
            }
        }
    }
}
