package dev.tomthumb.shop;

import dev.tomthumb.testkit.BuildOutputs;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The old shop as an unpacked web application, made from {@code src/test/shop}. It is written for {@code javax}; for a
 * Tomcat that speaks {@code jakarta} its classes and pages go through the migration tool which that Tomcat ships.
 */
final class ShopSite {
    /** Its {@code web.xml} exists for each of these. */
    static final List<String> SCHEMAS = List.of("2.4", "2.5", "3.1");

    private static final Path SOURCES = Path.of("src/test/shop");
    private static final Pattern CHARSET = Pattern.compile("charset=([A-Za-z0-9-]+)");

    private final Path template;
    private final Path uploads;

    private ShopSite(Path template, Path uploads) {
        this.template = template;
        this.uploads = uploads;
    }

    /**
     * Assembles all that the applications of one Tomcat have in common.
     *
     * @param line {@code 9}, {@code 10.1} or {@code 11}
     * @param directory to be emptied; holds the template and the uploads
     */
    static ShopSite of(String line, Path directory) throws IOException, InterruptedException {
        Path asFound = Trees.empty(directory.resolve("as-found"));
        compile(asFound.resolve("WEB-INF/classes"));
        pages(SOURCES.resolve("web"), asFound);
        Path lib = Files.createDirectories(asFound.resolve("WEB-INF/lib"));
        Files.copy(jstl(), lib.resolve("jstl-1.2.jar"));
        Path template = line.equals("9") ? asFound : migrated(asFound, directory.resolve("migrated"), line);
        List<String> products = Files.readAllLines(SOURCES.resolve("products.txt"));
        Files.write(template.resolve("WEB-INF/products.txt"), products);
        ShopPictures.wares(products, template.resolve("pictures"));
        ShopPictures.decoration(template.resolve("img"));
        ShopPictures.members(template.resolve("members"));
        Path uploads = Trees.empty(directory.resolve("uploads"));
        ShopPictures.uploads(uploads);
        return new ShopSite(template, uploads);
    }

    /** Writes the application with one of the {@code web.xml}, and nothing of ours. */
    Path unpack(String schema, Path target) throws IOException {
        Trees.copy(template, Trees.empty(target));
        String xml = Files.readString(SOURCES.resolve("web.xml/web-" + schema + ".xml"));
        Files.writeString(target.resolve("WEB-INF/web.xml"), xml.replace("@uploads@", uploads.toString()));
        return target;
    }

    /** The connector of a host where nobody has read our advice on it. */
    static String asTomcatShipsIt(String serverXml) {
        return serverXml.replaceAll("(encodedSolidusHandling|maxHttpRequestHeaderSize)=\"[^\"]*\"", "");
    }

    /** As it was built in its time, against the API of the oldest Tomcat there is. */
    private static void compile(Path classes) throws IOException {
        Files.createDirectories(classes);
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> sources = Files.walk(SOURCES.resolve("src"))) {
            List<File> units = sources.filter(path -> path.toString().endsWith(".java"))
                    .map(Path::toFile)
                    .toList();
            StringWriter says = new StringWriter();
            String api =
                    BuildOutputs.tomcatHome("9").resolve("lib/servlet-api.jar").toString();
            List<String> options =
                    List.of("-proc:none", "-nowarn", "--release", "8", "-cp", api, "-d", classes.toString());
            boolean compiled = javac.getTask(says, files, null, options, null, files.getJavaFileObjectsFromFiles(units))
                    .call();
            if (!compiled) {
                throw new IOException("the old shop does not compile:\n" + says);
            }
        }
    }

    /** Adds pages that a site has which knows the tags well, or badly. */
    static void addExtraPages(Path site) throws IOException {
        pages(SOURCES.resolve("extra"), site);
    }

    private static void pages(Path web, Path target) throws IOException {
        for (Path page : Trees.files(web)) {
            Path copy = target.resolve(web.relativize(page).toString());
            Files.createDirectories(copy.getParent());
            String text = Files.readString(page);
            Files.write(copy, text.getBytes(charset(text)));
        }
    }

    /** The encoding a page says it is in; fragments and the stylesheet are ASCII. */
    static Charset charset(String page) {
        Matcher named = CHARSET.matcher(page);
        return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.US_ASCII;
    }

    /** The jar of that time; from the class path of this build. */
    private static Path jstl() throws IOException {
        URL class_ = ShopSite.class.getResource("/org/apache/taglibs/standard/tag/rt/core/ForEachTag.class");
        if (class_ == null) {
            throw new IOException("javax.servlet:jstl:1.2 is not on the class path of the tests");
        }
        String jar = class_.getPath();
        try {
            return Path.of(new URL(jar.substring(0, jar.indexOf('!'))).toURI());
        } catch (URISyntaxException impossible) {
            throw new IOException(impossible);
        }
    }

    private static Path migrated(Path from, Path to, String line) throws IOException, InterruptedException {
        Trees.empty(to);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                migrationTool(line).toString(),
                "org.apache.tomcat.jakartaee.MigrationCLI",
                "-logLevel=WARNING",
                from.toString(),
                to.toString()));
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String says = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tool.waitFor() != 0) {
            throw new IOException("the migration tool failed:\n" + says);
        }
        return to;
    }

    private static Path migrationTool(String line) throws IOException {
        try (Stream<Path> jars = Files.list(BuildOutputs.tomcatHome(line).resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("jakartaee-migration-"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("Tomcat " + line + " ships no migration tool"));
        }
    }
}
