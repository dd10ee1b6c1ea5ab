package dev.tomthumb.it;

import com.example.oldsite.EncodingFilter;
import dev.tomthumb.testkit.BuildOutputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Node;

/**
 * The {@link HostSite} as its owner has it: a directory, to which he does what the README of our zip tells him. For any
 * line of Tomcat; for Tomcat 9 its classes are compiled from their sources as they were then, with {@code javax}.
 */
final class SiteFiles {
    private static final Path SOURCES = Path.of("src/test/java/com/example/oldsite");

    private final String line;
    private final Path root;

    private SiteFiles(String line, Path root) {
        this.line = line;
        this.root = root;
    }

    /**
     * The site without us.
     *
     * @param line of Tomcat
     * @param root made anew
     * @param site settings of the operator included
     */
    static SiteFiles of(String line, Path root, HostSite site) throws IOException {
        delete(root);
        for (Map.Entry<ArchivePath, Node> entry :
                site.bare("site.war").getContent().entrySet()) {
            if (entry.getValue().getAsset() != null) {
                Path file = root.resolve(entry.getKey().get().substring(1));
                Files.createDirectories(file.getParent());
                Files.copy(entry.getValue().getAsset().openStream(), file);
            }
        }
        SiteFiles files = new SiteFiles(line, root);
        if (line.equals("9")) {
            files.compileForJavax();
        }
        return files;
    }

    private void compileForJavax() throws IOException {
        Path work = root.resolveSibling(root.getFileName() + "-sources");
        delete(work);
        Files.createDirectories(work);
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> all = Files.list(SOURCES)) {
            for (Path source :
                    all.filter(file -> !file.endsWith("package-info.java")).toList()) {
                Path copy = work.resolve(source.getFileName());
                Files.writeString(copy, Files.readString(source).replace("jakarta.", "javax."));
                sources.add(copy);
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            String api =
                    BuildOutputs.tomcatHome(line).resolve("lib/servlet-api.jar").toString();
            String classes = root.resolve("WEB-INF/classes").toString();
            boolean compiled = compiler.getTask(
                            null,
                            manager,
                            null,
                            List.of("-proc:none", "--release", "17", "-cp", api, "-d", classes),
                            null,
                            manager.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new IOException(EncodingFilter.class.getPackageName() + " does not compile with javax");
            }
        }
    }

    /** Step 1 of the README: {@code unzip … 'lib/*' -d WEB-INF}. */
    SiteFiles unzipLibraries() throws IOException {
        return unzipLibraries(line);
    }

    /** Step 1, with the zip for a line of Tomcat that need not be this one. */
    SiteFiles unzipLibraries(String ofLine) throws IOException {
        try (ZipFile zip = new ZipFile(BuildOutputs.libZip(ofLine).toFile())) {
            for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
                if (entry.getName().startsWith("lib/")) {
                    Path file = root.resolve("WEB-INF").resolve(entry.getName());
                    Files.createDirectories(file.getParent());
                    Files.copy(zip.getInputStream(entry), file, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return this;
    }

    /** Taking it out again: {@code cd WEB-INF/lib && xargs rm -f < files.txt}. */
    SiteFiles removeLibraries() throws IOException {
        for (String name :
                textOfZip(BuildOutputs.libZip(line), "files.txt").lines().toList()) {
            Files.deleteIfExists(root.resolve("WEB-INF/lib").resolve(name));
        }
        return this;
    }

    /** A text file of the zip. */
    static String textOfZip(Path file, String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    SiteFiles webXml(UnaryOperator<String> edit) throws IOException {
        Path file = root.resolve("WEB-INF/web.xml");
        Files.writeString(file, edit.apply(Files.readString(file)));
        return this;
    }

    /** With {@code metadata-complete="true"}, as tools wrote it then. */
    SiteFiles metadataComplete() throws IOException {
        return webXml(xml -> xml.replaceFirst("(<web-app[^>]*)>", "$1 metadata-complete=\"true\">"));
    }

    SiteFiles addJar(Path jar) throws IOException {
        Path library = Files.createDirectories(root.resolve("WEB-INF/lib"));
        Files.copy(jar, library.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    /** @param names patterns of file names; each must be there */
    SiteFiles deleteJars(String... names) throws IOException {
        for (String name : names) {
            List<Path> found = libraries().stream()
                    .filter(jar -> jar.getFileName().toString().matches(name))
                    .toList();
            if (found.isEmpty()) {
                throw new IOException("no jar is named like " + name);
            }
            for (Path jar : found) {
                Files.delete(jar);
            }
        }
        return this;
    }

    /** The jars in {@code WEB-INF/lib}; none if there is no such directory. */
    List<Path> libraries() throws IOException {
        Path library = root.resolve("WEB-INF/lib");
        if (!Files.isDirectory(library)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(library)) {
            return all.sorted().toList();
        }
    }

    /** The directory. */
    Path root() {
        return root;
    }

    /** Packed, not compressed, for a Tomcat that is running; files keep their time. */
    Path war() throws IOException {
        Path war = root.resolveSibling(root.getFileName() + ".war");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war));
                Stream<Path> all = Files.walk(root)) {
            zip.setLevel(0);
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                ZipEntry entry = new ZipEntry(root.relativize(file).toString().replace('\\', '/'));
                entry.setLastModifiedTime(Files.getLastModifiedTime(file));
                zip.putNextEntry(entry);
                Files.copy(file, zip);
            }
        }
        return war;
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(SiteFiles::deleteFile);
        }
    }

    private static void deleteFile(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
