package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.model.SourceRef;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class S3EventsTest {
    private static String record(String event, String key) {
        return """
                {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-central-1","eventName":"%s",
                 "userIdentity":{"principalId":"A"},"requestParameters":{"sourceIPAddress":"203.0.113.9"},
                 "s3":{"s3SchemaVersion":"1.0","configurationId":"c",
                  "bucket":{"name":"photos","ownerIdentity":{"principalId":"A"},"arn":"arn:aws:s3:::photos"},
                  "object":{"key":"%s","size":1024,"eTag":"d41d8","sequencer":"0055AED6DCD90281E5"}}}""".formatted(event, key);
    }

    private static String records(String... records) {
        return "{\"Records\":[" + String.join(",", records) + "]}";
    }

    private static List<String> changed(String json) throws MistakeException {
        return S3Events.read(json).changed().stream().map(SourceRef::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ObjectCreated:Put",
                "ObjectCreated:CompleteMultipartUpload",
                "ObjectRemoved:DeleteMarkerCreated",
                "s3:ObjectRemoved:Delete",
                "LifecycleExpiration:Delete"
            })
    void whatIsNewOrGoneIsNamed(String event) throws MistakeException {
        assertThat(changed(records(record(event, "2026/cat.jpg")))).containsExactly("s3://photos/2026/cat.jpg");
    }

    @Test
    void keysAreDecodedAsFormsAre() throws MistakeException {
        assertThat(changed(records(
                        record("ObjectCreated:Put", "a+name+with%20spaces.jpg"),
                        record("ObjectCreated:Put", "plus%2Bsign.jpg"),
                        record("ObjectCreated:Put", "%ED%95%9C%EA%B5%AD.jpg"))))
                .containsExactly(
                        "s3://photos/a name with spaces.jpg", "s3://photos/plus+sign.jpg", "s3://photos/한국.jpg");
    }

    @Test
    void aVersionThatUrlsMayNameIsMeantToo() throws MistakeException {
        String versioned = record("ObjectRemoved:Delete", "cat.jpg").replace("\"size\":1024", "\"versionId\":\"v.7\"");

        assertThat(changed(records(versioned))).containsExactly("s3://photos/cat.jpg", "s3://photos/cat.jpg?v.7");
    }

    @Test
    void otherEventsAndTestEventsArePassed() throws MistakeException {
        S3Events events =
                S3Events.read(records(record("ObjectTagging:Put", "a.jpg"), record("ObjectRestore:Post", "a.jpg")));

        assertThat(events.changed()).isEmpty();
        assertThat(events.passed()).isEqualTo(2);
        assertThat(S3Events.read("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"photos\"}")
                        .passed())
                .isEqualTo(1);
    }

    @Test
    void snsWrapsThemAsText() throws MistakeException {
        String envelope = new JSONObject()
                .put("Type", "Notification")
                .put("TopicArn", "arn:aws:sns:eu-central-1:1:t")
                .put("Message", records(record("ObjectCreated:Put", "cat.jpg")))
                .toString();

        assertThat(changed(envelope)).containsExactly("s3://photos/cat.jpg");
    }

    @Test
    void aSubscriptionIsForTheOperatorToConfirm() throws MistakeException {
        S3Events events = S3Events.read("""
                {"Type":"SubscriptionConfirmation","Token":"t","SubscribeURL":"https://sns.example.com/?Action=x"}""");

        assertThat(events.subscription()).contains("https://sns.example.com/?Action=x");
        assertThat(events.changed()).isEmpty();
    }

    @Test
    void eventBridgesKeysAreNotEncoded() throws MistakeException {
        String json = """
                {"version":"0","detail-type":"%s","source":"aws.s3","detail":{"bucket":{"name":"photos"},
                 "object":{"key":"a+b %%20.jpg","size":1,"version-id":"v1"}}}""";

        assertThat(changed(json.formatted("Object Created")))
                .containsExactly("s3://photos/a+b %20.jpg", "s3://photos/a+b %20.jpg?v1");
        assertThat(changed(json.formatted("Object Deleted"))).hasSize(2);
        assertThat(S3Events.read(json.formatted("Object Tags Added")).passed()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ``                                                  | The body is no JSON object
        null                                                | The body is no JSON object
        []                                                  | The body is no JSON object
        {}                                                  | is no notification of S3
        {"Records":{}}                                      | "Records" is no list
        {"Records":[1]}                                     | "Records[0]" is no object
        {"Records":[{}]}                                    | The body has no Records[0].eventName
        {"Records":[{"eventName":7}]}                       | "Records[0].eventName" is no text
        {"Records":[{"eventName":"ObjectCreated:Put"}]}     | The body has no Records[0].s3
        {"Records":[{"eventName":"ObjectCreated:Put","s3":{"object":{"key":1}}}]}     | "Records[0].s3.object.key" is no text
        {"Records":[{"eventName":"ObjectCreated:Put","s3":{"object":{"key":"%zz"}}}]} | is no percent-encoded UTF-8
        {"Records":[{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"a/b"},"object":{"key":"k"}}}]} | which cannot be
        {"Type":"Notification"}                             | The body has no Message
        {"Type":"Notification","Message":"x"}               | The body is no JSON object
        {"Type":"Notification","Message":"{}"}              | is no notification of S3
        {"Type":"SubscriptionConfirmation"}                 | The body has no SubscribeURL
        {"Type":"Other"}                                    | Type is "Other"
        {"Type":1}                                          | "Type" is no text
        {"detail-type":"Object Created"}                    | The body has no detail
        {"detail-type":"Object Created","detail":[]}        | "detail" is no object
        {"detail-type":"Object Created","detail":{"object":{"key":"k"},"bucket":{}}} | The body has no detail.bucket.name
        """)
    void hostileBodiesAreRefusedByName(String json, String sentence) {
        assertThatThrownBy(() -> S3Events.read(json))
                .isInstanceOf(MistakeException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void tooManyRecordsAndTooDeepOnesAreRefused() {
        String one = "{},";
        assertThatThrownBy(() -> S3Events.read("{\"Records\":[" + one.repeat(1000) + "{}]}"))
                .hasMessageContaining("at most 1000");
        for (String deep :
                List.of("[".repeat(100_000), "{\"a\":".repeat(100_000), "{\"Records\":" + "[".repeat(50_000))) {
            assertThatThrownBy(() -> S3Events.read(deep)).isInstanceOf(MistakeException.class);
        }
        assertThatThrownBy(() -> S3Events.read("{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}"))
                .isInstanceOf(MistakeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "-1e-999999999",
                "99999999999999999999999999999999999999999999",
                "0x10",
                "NaN",
                "01",
                "\"\\ud800\""
            })
    void numbersAndTextsOfAnyKindAreAtMostAMistake(String value) {
        try {
            S3Events.read("{\"Records\":[],\"x\":" + value + "}");
        } catch (MistakeException mistake) {
            assertThat(mistake).hasMessageContaining("no JSON object");
        }
    }

    /** Any damage to a good body is a good body or a mistake. */
    @Property(tries = 500)
    void damagedBodiesAreAtMostAMistake(@ForAll @IntRange(max = 700) int at, @ForAll char instead) {
        StringBuilder json = new StringBuilder(records(record("ObjectCreated:Put", "cat.jpg")));
        json.setCharAt(Math.min(at, json.length() - 1), instead);

        assertThatCode(() -> {
                    try {
                        S3Events.read(json.toString());
                    } catch (MistakeException expected) {
                        assertThat(expected.mistakes()).isNotEmpty();
                    }
                })
                .doesNotThrowAnyException();
    }
}
