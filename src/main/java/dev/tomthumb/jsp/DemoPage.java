package dev.tomthumb.jsp;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.markup.Html;
import dev.tomthumb.model.ImageFormat;
import jakarta.servlet.ServletContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code index.jsp} of the WAR shows. All texts are escaped for HTML.
 *
 * <p>A bean with getters, because that is what JSP's expression language reads on every Tomcat.
 */
public final class DemoPage {
    /** Set by the demo, whose S3 server holds the sample originals; no setting of the product. */
    private static final String SAMPLES_PROPERTY = "dev.tomthumb.demo";

    private static final List<Sample> SAMPLES = List.of(
            new Sample("landscape-progressive.jpg", "A lake in the evening", "progressive JPEG"),
            new Sample("grey.jpg", "A lake in greys", "JPEG, one component"),
            new Sample("cmyk.jpg", "From a printer", "CMYK JPEG"),
            new Sample("portrait.jpg", "A lighthouse", "JPEG, taller than wide"),
            new Sample("portrait_6.jpg", "Turned by the camera", "EXIF orientation 6"),
            new Sample("portrait_7.jpg", "Turned and mirrored", "EXIF orientation 7"),
            new Sample("alpha.png", "See-through", "PNG with alpha"),
            new Sample("deep.png", "Gentle ramps", "PNG, 16 bits per sample"),
            new Sample("sample.tiff", "From a scanner", "TIFF"),
            new Sample("a name with spaces.jpg", "Spaces", "a name with spaces.jpg"),
            new Sample("한국어 사진.jpg", "Korean", "한국어 사진.jpg"),
            new Sample("plus+sign.jpg", "A plus sign", "plus+sign.jpg"),
            new Sample("palette.gif", "Few colours", "GIF with a palette"),
            new Sample("display-p3.jpg", "Wide colours", "JPEG with a Display P3 profile"),
            new Sample("ünïcödé & more.jpg", "Accents", "ünïcödé & more.jpg"));

    private final Optional<Tomthumb> tomthumb;

    private DemoPage(Optional<Tomthumb> tomthumb) {
        this.tomthumb = tomthumb;
    }

    /** The page of this application. */
    public static DemoPage of(ServletContext application) {
        return new DemoPage(
                application.getAttribute(Tomthumb.ATTRIBUTE) instanceof Tomthumb started
                        ? Optional.of(started)
                        : Optional.empty());
    }

    /** Whether the product has started. */
    public boolean isRunning() {
        return tomthumb.isPresent();
    }

    /** Whether the sample originals are there to be shown. */
    public boolean isShowingSamples() {
        return isRunning() && Boolean.getBoolean(SAMPLES_PROPERTY);
    }

    /** The product's version. */
    public String getVersion() {
        return Html.escaped(Tomthumb.version());
    }

    /** Formats of originals. */
    public String getReadable() {
        return tomthumb.map(started -> names(started.codecs().readable())).orElse("");
    }

    /** Formats of renditions. */
    public String getWritable() {
        return tomthumb.map(started -> names(started.codecs().writable())).orElse("");
    }

    /** Which paths are mounted; in the demonstration also whose originals, which elsewhere is no visitor's business. */
    public String getMounts() {
        return Html.escaped(
                tomthumb.map(started -> started.settings().get(SettingTable.MOUNTS)).orElse(List.of()).stream()
                        .map(mount -> isShowingSamples() ? mount.toString() : mount.prefix())
                        .collect(Collectors.joining("; ")));
    }

    /** Which tiers serve, and from which directory; for the demonstration alone. */
    public String getCache() {
        return Html.escaped(tomthumb.map(started -> started.cache().describe()).orElse(""));
    }

    /** The originals to show. */
    public List<Sample> getSamples() {
        return SAMPLES;
    }

    private static String names(Collection<ImageFormat> formats) {
        return formats.stream().map(ImageFormat::name).sorted().collect(Collectors.joining(", "));
    }

    /** A sample original below the mount {@code /photos/}. */
    public static final class Sample {
        private final String file;
        private final String title;
        private final String note;

        private Sample(String file, String title, String note) {
            this.file = file;
            this.title = title;
            this.note = note;
        }

        /** Path relative to the context, as the tag takes it: not percent-encoded. */
        public String getPath() {
            return "/photos/" + file;
        }

        /** URL of the original relative to the page. */
        public String getUrl() {
            return "photos/" + URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20");
        }

        /** Whether browsers show a file of this type; TIFF is for the server to read. */
        public boolean isShownByBrowsers() {
            return !file.endsWith(".tiff");
        }

        /** What is to be seen. */
        public String getTitle() {
            return Html.escaped(title);
        }

        /** What is special about the file. */
        public String getNote() {
            return Html.escaped(note);
        }
    }
}
