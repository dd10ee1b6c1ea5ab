package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.FileParts;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.DocBlocks;
import dev.tomthumb.testkit.TomcatServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The upload page of docs/jsp.md, as it stands there, in an old site; on Tomcat 9 in {@link UploadsOnTomcat9IT}. */
@ResourceLock("UploadsIT")
class UploadsIT {
    private static final String BOUNDARY = "----a-boundary-of-the-tests";
    /** What a filter of the site does before our page has its turn. */
    private static final String EARLY = "String said = request.getHeader(\"X-Encoding\"); if (said != null) {"
            + " request.setCharacterEncoding(said); } request.getParameter(\"name\"); ";

    private static final byte[] JPEG = TestPictures.jpeg(TestPictures.geometry(240, 180), 90);

    private static TomcatServer tomcat;
    private static Path uploads;
    private final HttpClient browser = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        start(BuildOutputs.tomcatLine());
    }

    static void start(String line) throws Exception {
        Path base = Bases.empty("uploads-" + line);
        uploads = Files.createDirectories(base.resolve("uploads"));
        Map<String, String> page = DocBlocks.of(Path.of("docs/jsp.md"));
        String webXml = page.get("WEB-INF/upload-part-of-web.xml").replace("/srv/uploads", uploads.toString());
        ExplodedSite site = new ExplodedSite(base.resolve("site"))
                .webXml("2.5", webXml + webXml.replace("upload.", "early.").replace(">upload<", ">early<"))
                .file("upload.jsp", page.get("upload.jsp"))
                .file("early.jsp", page.get("upload.jsp").replace("Upload upload =", EARLY + "Upload upload ="))
                .libraries(line);
        tomcat = TomcatServer.of(BuildOutputs.tomcatHome(line), base.resolve("tomcat"))
                .jvmArguments("-Xmx512m")
                .deploy("site", site.directory())
                .start();
    }

    @AfterAll
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    @BeforeEach
    void empty() throws IOException {
        for (Path file : stored()) {
            Files.delete(file);
        }
    }

    private static List<Path> stored() throws IOException {
        try (Stream<Path> files = Files.list(uploads)) {
            return files.sorted().toList();
        }
    }

    private HttpResponse<String> send(String fileName, String type, byte[] file) throws Exception {
        return sendField("picture", fileName, type, file);
    }

    private HttpResponse<String> sendField(String field, String fileName, String type, byte[] file) throws Exception {
        return sendTo("upload.jsp", field, fileName, type, file);
    }

    private HttpResponse<String> sendTo(
            String page, String field, String fileName, String type, byte[] file, String... headers) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\""
                        + fileName + "\"\r\nContent-Type: " + type + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(tomcat.uri("site/" + page))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
        for (String header : headers) {
            request.header(header.split(": ")[0], header.split(": ")[1]);
        }
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void theFormIsThere() throws Exception {
        HttpResponse<String> page = browser.send(
                HttpRequest.newBuilder(tomcat.uri("site/upload.jsp")).build(), BodyHandlers.ofString());

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("type=\"file\"");
    }

    @Test
    void aPictureIsStoredCleanUnderItsKoreanName() throws Exception {
        byte[] sent = FileParts.withSegment(JPEG, 0xfe, FileParts.ascii("taken at home"));

        HttpResponse<String> first = send("C:\\\\사진\\\\한국어 사진.jpeg", "image/jpeg", sent);
        HttpResponse<String> second = send("한국어 사진.jpg", "image/jpeg", sent);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(first.body()).contains("Stored as 한국어-사진.jpg.");
        assertThat(second.body()).contains("Stored as 한국어-사진-2.jpg.");
        assertThat(stored()).hasSize(2);
        byte[] file = Files.readAllBytes(uploads.resolve("한국어-사진.jpg"));
        assertThat(file).startsWith(0xff, 0xd8);
        assertThat(FileParts.contains(file, "home")).isFalse();
    }

    @Test
    void aPageUnderAPicturesNameIsRefusedWithAReason() throws Exception {
        HttpResponse<String> answer =
                send("cat.jpg", "image/jpeg", "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("The file is not an image: it begins like HTML. Accepted are JPEG, PNG, GIF, WebP.");
        assertThat(stored()).isEmpty();
    }

    @Test
    void aScriptNamedInAPathOnlyLeavesAPicture() throws Exception {
        HttpResponse<String> answer = send("../../webapps/site/x.jsp", "image/jpeg", JPEG);

        assertThat(answer.body()).contains("Stored as x.jpg.");
        assertThat(stored()).containsExactly(uploads.resolve("x.jpg"));
        assertThat(tomcat.base().resolve("webapps/site/x.jsp")).doesNotExist();
    }

    @Test
    void aFormWithoutAFileAndOneWithoutTheFieldAreAnswered() throws Exception {
        HttpResponse<String> empty = send("", "application/octet-stream", new byte[0]);
        HttpResponse<String> other = sendField("document", "cat.jpg", "image/jpeg", JPEG);

        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(empty.body()).contains("The file is not an image: it is empty.");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("The form has no file in its field picture.");
    }

    @Test
    void tooLargeForUsAndTooLargeForTheContainerAreBothAnswers() throws Exception {
        byte[] forUs = Arrays.copyOf(JPEG, (20 << 20) + 1);
        byte[] forTomcat = Arrays.copyOf(JPEG, (50 << 20) + 1);

        assertThat(send("cat.jpg", "image/jpeg", forUs).body())
                .contains("The file is larger than the 20971520 bytes that are accepted.");
        assertThat(send("cat.jpg", "image/jpeg", forTomcat).body())
                .contains("The file, or all of the form, is larger than is accepted.");
        assertThat(stored()).isEmpty();
    }

    @Test
    void aNameThatIsTooLongForTheContainerIsAnAnswerToo() throws Exception {
        HttpResponse<String> usual = send("가".repeat(130) + ".jpg", "image/jpeg", JPEG);
        HttpResponse<String> tooLong = send("가".repeat(200) + ".jpg", "image/jpeg", JPEG);

        assertThat(usual.body()).contains("Stored as " + "가".repeat(38) + ".jpg.");
        assertThat(tooLong.statusCode()).as(tooLong.body()).isEqualTo(422);
        assertThat(tooLong.body()).contains("The file, or all of the form, is larger than is accepted.");
    }

    @Test
    void whatIsNoFormIsAnAnswerToo() throws Exception {
        HttpRequest otherType = HttpRequest.newBuilder(tomcat.uri("site/upload.jsp"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("picture=x"))
                .build();
        HttpRequest untyped = HttpRequest.newBuilder(tomcat.uri("site/upload.jsp"))
                .POST(BodyPublishers.ofString("picture=x"))
                .build();

        for (HttpRequest request : List.of(otherType, untyped)) {
            HttpResponse<String> answer = browser.send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body())
                    .contains("The request brings no file: it is no form of the type multipart/form-data.");
        }
    }

    @Test
    void aFormThatIsDamagedIsAnAnswerToo() throws Exception {
        String begun = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.jpg\"\r\n";
        for (String body : List.of(begun + "\r\nhalf a picture", begun, "--" + BOUNDARY, "", "no form at all")) {
            assertDamaged("; boundary=" + BOUNDARY, body);
        }
        assertDamaged("", begun + "\r\n\r\n--" + BOUNDARY + "--\r\n");
        assertThat(stored()).isEmpty();
    }

    private void assertDamaged(String parameter, String body) throws Exception {
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(tomcat.uri("site/upload.jsp"))
                        .header("Content-Type", "multipart/form-data" + parameter)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(body + answer.body()).isEqualTo(422);
        assertThat(answer.body())
                .containsAnyOf(
                        "The form is damaged or did not arrive whole; please send it again.",
                        "The form has no file in its field picture.");
    }

    /** No file system takes it, and what comes before it is not what was meant. */
    @Test
    void aNameWithNulIsAnAnswerToo() throws Exception {
        HttpResponse<String> answer = send("a.jpg\u0000.jsp", "image/jpeg", JPEG);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("The name of the file holds a character that no name may hold.");
        assertThat(stored()).isEmpty();
    }

    /** Names come as the form is sent, which is in UTF-8, and are read as the site's filter says they are. */
    @Test
    void aFilterThatSaysAnotherEncodingGarblesNames() throws Exception {
        String silent =
                sendTo("early.jsp", "picture", "사진.jpg", "image/jpeg", JPEG).body();
        String right = sendTo("early.jsp", "picture", "접시.jpg", "image/jpeg", JPEG, "X-Encoding: UTF-8")
                .body();
        String wrong = sendTo("early.jsp", "picture", "그릇.jpg", "image/jpeg", JPEG, "X-Encoding: ISO-8859-1")
                .body();

        assertThat(silent).as("nobody says anything").contains("Stored as 사진.jpg.");
        assertThat(right).contains("Stored as 접시.jpg.");
        assertThat(wrong).contains("Stored as ").doesNotContain("그릇");
    }

    @Test
    void aNameTypedOnAMacIsComposed() throws Exception {
        String decomposed = Normalizer.normalize("한국어.jpg", Normalizer.Form.NFD);

        assertThat(decomposed).hasSizeGreaterThan(7);
        assertThat(send(decomposed, "image/jpeg", JPEG).body()).contains("Stored as 한국어.jpg.");
        assertThat(stored()).containsExactly(uploads.resolve("한국어.jpg"));
    }

    @Test
    void whatThatLeavesOnTheDiskIsTakenAway() throws Exception {
        try (RandomAccessFile leftover =
                new RandomAccessFile(uploads.resolve("cat.jpg").toFile(), "rw")) {
            leftover.setLength(3);
        }

        assertThat(send("cat.jpg", "image/jpeg", JPEG).body()).contains("Stored as cat-2.jpg.");
        assertThat(stored()).hasSize(2).noneMatch(file -> file.toString().endsWith(".part"));
    }

    @Test
    void nothingIsLoggedAsAFault() {
        assertThat(tomcat.logs().lines())
                .filteredOn(line -> line.contains("SEVERE"))
                .isEmpty();
    }
}
