package dev.tomthumb.it;

import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.RawHttp.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/** A browser of few words: sends paths below one context as they are written, and keeps its session cookie. */
final class Visitor {
    private final RawHttp http;
    private final String root;
    private Optional<String> cookie = Optional.empty();

    /** @param context the address of the web application, with or without a slash at its end */
    Visitor(URI context) {
        this.http = new RawHttp(context);
        this.root = context.getPath().replaceAll("/$", "");
    }

    Response get(String path, String... headers) throws IOException {
        return send("GET", path, headers);
    }

    Response send(String method, String path, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        cookie.ifPresent(session -> all.add("Cookie: " + session));
        Response response = http.send(method, root + path, all.toArray(String[]::new));
        response.header("Set-Cookie")
                .filter(line -> line.startsWith("JSESSIONID="))
                .ifPresent(line -> cookie = Optional.of(line.substring(0, line.indexOf(';'))));
        return response;
    }

    /** Logs in at the old site's page. */
    Visitor loggedInAs(String user) throws IOException {
        get("/login.jsp?user=" + user);
        return this;
    }

    /** A version nobody has asked for, so that the first call is the first. */
    static String fresh() {
        return Long.toString(System.nanoTime(), 36);
    }

    static int width(Response response) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(response.body())).getWidth();
    }

    /** Whether any decoder would show something. */
    static boolean isPicture(Response response) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(response.body())) != null;
    }
}
