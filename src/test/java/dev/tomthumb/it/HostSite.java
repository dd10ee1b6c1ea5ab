package dev.tomthumb.it;

import com.example.oldsite.EncodingFilter;
import com.example.oldsite.LoginFilter;
import com.example.oldsite.UploadServlet;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.BuildOutputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * A web application of its time, with filters, pages and pictures of its own, that has got our jar and its dependencies
 * in {@code WEB-INF/lib} and is not edited for us anywhere else. Its sources are in {@code com.example.oldsite} and
 * {@code src/test/resources/host}.
 */
final class HostSite {
    /** {@code /pictures/a.jpg}, 240 x 180. */
    static final byte[] OPEN_PICTURE = TestPictures.jpeg(TestPictures.geometry(240, 180), 90);

    /** {@code /img/old.jpg}: such sites own {@code /img/} themselves. */
    static final byte[] OLD_PICTURE = TestPictures.jpeg(TestPictures.gradient(120, 90), 90);

    /** {@code /members/b.jpg}, behind the login filter. */
    static final byte[] MEMBERS_PICTURE = TestPictures.jpeg(TestPictures.checkerboard(200, 150, 10), 90);

    /** {@code /secure/plan.png}, behind a security constraint; a picture no other path has. */
    static final byte[] SECURE_PICTURE = TestPictures.png(TestPictures.geometry(200, 160));

    /** {@code /uploads/42.png}, which no file is. */
    static final byte[] UPLOADED_PICTURE = TestPictures.png(TestPictures.alphaRamp(160, 120, 0x3366CC));

    private final String webXml;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    private HostSite(String webXml) {
        this.webXml = webXml;
    }

    /** @param schema {@code 2.5} or {@code 3.1} */
    static HostSite ofSchema(String schema) {
        return new HostSite("host/web-" + schema + ".xml");
    }

    /** A {@code <Parameter>} of its Tomcat context, where an operator sets what is ours. */
    HostSite with(String setting, String value) {
        parameters.put(setting, value);
        return this;
    }

    /** @param name of the file, such as {@code oldsite.war} */
    WebArchive archive(String name) {
        WebArchive war = bare(name);
        addLibraries(war);
        return war;
    }

    /** As it was before it got our jar. */
    WebArchive bare(String name) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, name)
                .setWebXML(webXml)
                .addClasses(EncodingFilter.class, LoginFilter.class, UploadServlet.class);
        for (String page : new String[] {"index.jsp", "missing.jsp", "login.jsp", "gallery.jsp", "image.jsp"}) {
            war.addAsWebResource("host/" + page, page);
        }
        war.addAsWebResource(picture(OPEN_PICTURE), "pictures/a.jpg");
        war.addAsWebResource(picture(OPEN_PICTURE), "pictures/한국어 사진.jpg");
        war.addAsWebResource(picture(OLD_PICTURE), "img/old.jpg");
        war.addAsWebResource(picture(MEMBERS_PICTURE), "members/b.jpg");
        war.addAsWebResource(picture(SECURE_PICTURE), "secure/plan.png");
        war.addAsWebInfResource(picture(UPLOADED_PICTURE), "database/42.png");
        war.addAsWebInfResource(picture(MEMBERS_PICTURE), "database/row.jpg");
        war.addAsWebInfResource(picture(OPEN_PICTURE), "database/of-anna.jpg");
        war.addAsWebInfResource(picture(OLD_PICTURE), "database/of-ben.jpg");
        if (!parameters.isEmpty()) {
            war.addAsManifestResource(new StringAsset(contextXml()), "context.xml");
        }
        return war;
    }

    /** Writes the archive to a file in {@code directory}, for a Tomcat that is not Arquillian's. */
    Path file(Path directory, String name) throws IOException {
        Path file = Files.createDirectories(directory).resolve(name);
        archive(name).as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    /** The jar that the build attaches, and what the WAR that ships has beside it. */
    private static void addLibraries(WebArchive war) {
        war.addAsLibraries(BuildOutputs.classesJar().toFile());
        WebArchive shipped = ShrinkWrap.createFromZipFile(
                WebArchive.class, BuildOutputs.war().toFile());
        for (Map.Entry<ArchivePath, Node> entry : shipped.getContent().entrySet()) {
            String path = entry.getKey().get();
            String name = path.substring(path.lastIndexOf('/') + 1);
            Asset content = entry.getValue().getAsset();
            if (content != null && path.startsWith("/WEB-INF/lib/") && !name.startsWith("tomthumb-")) {
                war.addAsLibrary(content, name);
            }
        }
    }

    private static Asset picture(byte[] bytes) {
        return new ByteArrayAsset(bytes);
    }

    private String contextXml() {
        StringBuilder xml = new StringBuilder("<Context>\n");
        parameters.forEach((name, value) -> xml.append("  <Parameter name=\"")
                .append(name)
                .append("\" value=\"")
                .append(value.replace("&", "&amp;").replace("\"", "&quot;"))
                .append("\" override=\"false\"/>\n"));
        return xml.append("</Context>\n").toString();
    }
}
