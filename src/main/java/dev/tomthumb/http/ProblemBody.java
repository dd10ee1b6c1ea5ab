package dev.tomthumb.http;

import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.Problem;
import java.nio.charset.StandardCharsets;

/** What a refusal says: plain text, so that nothing a visitor wrote into a URL can run in somebody's browser. */
public final class ProblemBody {
    /** Its {@code Content-Type}. */
    public static final String MEDIA_TYPE = "text/plain;charset=utf-8";

    private ProblemBody() {}

    /** imgproxy's status in its own dialect, ours everywhere else. */
    public static int status(Problem problem, String dialect) {
        return dialect.equals(Delivery.IMGPROXY) ? problem.imgproxyStatus() : problem.status();
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
}
