package dev.tomthumb.http;

import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** What a refusal says: plain text, so that nothing a visitor wrote into a URL can run in somebody's browser. */
public final class ProblemBody {
    /** {@code Content-Type} of {@link #page}. */
    public static final String PAGE_TYPE = "text/html;charset=utf-8";

    /** {@code Content-Type} of {@link #bytes}. */
    public static final String MEDIA_TYPE = "text/plain;charset=utf-8";

    private ProblemBody() {}

    /** imgproxy's status in its own dialect, ours everywhere else. */
    public static int status(Problem problem, String dialect) {
        return dialect.equals(Delivery.IMGPROXY) ? problem.imgproxyStatus() : problem.status();
    }

    /** As {@link #status(Problem, String)}; imgproxy's dialect hands an origin's own 4xx on. */
    public static int status(ImageException refusal, String dialect) {
        return dialect.equals(Delivery.IMGPROXY)
                ? refusal.imgproxyStatus()
                : refusal.problem().status();
    }

    /**
     * In imgproxy's dialect its public text, then our sentence; elsewhere the problem's word, then our sentence. Each
     * line ends with a line feed.
     *
     * @param sentence public text; control characters in it become blanks, so that it stays one line
     */
    public static byte[] bytes(Problem problem, String dialect, String sentence) {
        String first = dialect.equals(Delivery.IMGPROXY) ? problem.imgproxyText() : problem.code();
        String oneLine = sentence.replaceAll("\\p{Cntrl}", " ");
        return (first + "\n" + oneLine + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * For those who build a site: {@link #bytes} and everything the log says of it, as a page. Names classes and
     * whatever the causes name; never for the public.
     */
    public static byte[] page(ImageException refusal, String dialect) {
        StringWriter trace = new StringWriter();
        refusal.printStackTrace(new PrintWriter(trace, true));
        String said = new String(
                bytes(refusal.problem(), dialect, String.valueOf(refusal.getMessage())), StandardCharsets.UTF_8);
        String page =
                "<!DOCTYPE html><meta charset=utf-8><title>" + refusal.problem().code() + "</title><h1>"
                        + status(refusal, dialect) + " " + refusal.problem().code() + "</h1><pre>" + escaped(said)
                        + "</pre><pre>" + escaped(trace.toString()) + "</pre>";
        return page.getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
