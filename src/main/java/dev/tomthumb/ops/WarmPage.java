package dev.tomthumb.ops;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.config.WarmSettings;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.engine.warm.Wanted;
import dev.tomthumb.engine.warm.WarmProgress;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * {@code POST /tomthumb/warm}: makes what a list of URLs or an access log asks for, in the body or below {@code
 * tomthumb.warm.log-dir}. {@code GET} tells how far it has come, {@code POST /tomthumb/warm/stop} ends it.
 */
final class WarmPage {
    /** Of a list in JSON, which is read whole. */
    private static final int MOST_JSON = 16 << 20;
    /** Of a log, unpacked, which is read line by line. */
    private static final long MOST_BYTES = 4L << 30;

    private final Tomthumb tomthumb;
    private final Optional<Path> logs;
    private final int mostUrls;

    WarmPage(Tomthumb tomthumb) {
        this.tomthumb = tomthumb;
        this.logs = tomthumb.settings().get(WarmSettings.LOG_DIR);
        this.mostUrls = tomthumb.settings().get(WarmSettings.MAX_URLS);
    }

    /** @return the answer, JSON */
    String post(HttpServletRequest request) throws IOException, MistakeException {
        Optional<String> log = Optional.empty();
        for (Map.Entry<String, String> parameter : Body.parameters(request)) {
            if (!parameter.getKey().equals("log")) {
                throw new MistakeException(
                        "There is no parameter " + UrlText.quoted(parameter.getKey()) + "; there is log.");
            }
            log = Optional.of(parameter.getValue());
        }
        Wanted wanted = log.isPresent() ? ofLog(log.get()) : ofBody(request);
        int added = tomthumb.warmer().add(wanted.urls());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("lines", wanted.lines());
        answer.put("urls", wanted.urls().size());
        answer.put("added", added);
        answer.put("passed", wanted.passed());
        answer.put("wrong", wanted.wrong());
        answer.put("leftOut", wanted.leftOut());
        return Json.text(answer);
    }

    private Wanted ofBody(HttpServletRequest request) throws IOException, MistakeException {
        Body.refuseForms(request);
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        if (type.startsWith("application/json")) {
            Json.Member body = Json.object(Body.text(request, MOST_JSON));
            return Wanted.of(body.get("urls").texts(), mostUrls);
        }
        return read(request.getInputStream());
    }

    private Wanted ofLog(String name) throws IOException, MistakeException {
        Path file = logFile(name);
        try (InputStream plain = Files.newInputStream(file);
                InputStream input = name.endsWith(".gz") ? new GZIPInputStream(plain, 1 << 16) : plain) {
            return read(input);
        } catch (ZipException broken) {
            throw new MistakeException("The log " + UrlText.quoted(name) + " is no file of gzip.");
        }
    }

    private Wanted read(InputStream input) throws IOException, MistakeException {
        try {
            return Wanted.read(Body.stream(input, MOST_BYTES), mostUrls, tomthumb::isPictureUrl);
        } catch (Body.TooLongException tooLong) {
            throw new MistakeException(413, List.of(String.valueOf(tooLong.getMessage())));
        }
    }

    /** A file below the directory, whatever dots and links the name leads through. */
    private Path logFile(String name) throws MistakeException {
        Path directory = logs.orElseThrow(() -> new MistakeException(
                "No log may be read here: the setting tomthumb.warm.log-dir names the directory of those that may."));
        try {
            Path root = directory.toRealPath();
            Path file = root.resolve(name).toRealPath();
            if (file.startsWith(root) && Files.isRegularFile(file)) {
                return file;
            }
        } catch (IOException | InvalidPathException nothingThere) {
            throw noLog(name);
        }
        throw noLog(name);
    }

    private static MistakeException noLog(String name) {
        return new MistakeException("There is no log " + UrlText.quoted(name) + " below tomthumb.warm.log-dir.");
    }

    /** How far it has come, JSON. */
    String progress() {
        return Json.text(members());
    }

    /** The same, for an answer that has more to tell. */
    Map<String, Object> members() {
        return members(tomthumb.warmer().progress());
    }

    /** Forgets what is left to do. */
    String stop() {
        tomthumb.warmer().stop();
        return progress();
    }

    private static Map<String, Object> members(WarmProgress progress) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("working", progress.working());
        members.put("urls", progress.urls());
        members.put("done", progress.done());
        members.put("again", progress.again());
        members.put("made", progress.made());
        members.put("there", progress.there());
        members.put("refused", progress.refused());
        members.put("reasons", progress.reasons());
        members.put("overRestarts", progress.overRestarts());
        return members;
    }
}
