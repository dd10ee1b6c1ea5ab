package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.PurgeItem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PurgeBodyTest {
    private static List<PurgeItem> read(String json) throws MistakeException {
        return PurgeBody.read(json, List.of());
    }

    @Test
    void everyKindHasItsList() throws MistakeException {
        assertThat(read("""
                {"urls":["/a.jpg?w=1"],"originals":["s3://b/a.jpg"],"prefixes":["/x/*"],"tags":["red"],"all":true,
                 "paths":["#blue"]}"""))
                .containsExactlyInAnyOrder(
                        new PurgeItem.Url("/a.jpg?w=1"),
                        new PurgeItem.Original("s3://b/a.jpg"),
                        new PurgeItem.Prefix("/x/*"),
                        new PurgeItem.Tag("red"),
                        new PurgeItem.All(),
                        new PurgeItem.Tag("blue"));
    }

    @Test
    void invalidationsOfCloudFrontAreReadAloneAndInABatch() throws MistakeException {
        String paths = "\"Paths\":{\"Quantity\":4,\"Items\":[\"/p/*\",\"/p/cat.jpg\",\"/p/cat.jpg?w=1\",\"#red\"]}";
        List<PurgeItem> items = List.of(
                new PurgeItem.Prefix("/p/*"),
                new PurgeItem.Path("/p/cat.jpg"),
                new PurgeItem.Url("/p/cat.jpg?w=1"),
                new PurgeItem.Tag("red"));

        assertThat(read("{" + paths + ",\"CallerReference\":\"x\"}")).isEqualTo(items);
        assertThat(read("{\"DistributionId\":\"E1\",\"InvalidationBatch\":{" + paths + "}}"))
                .isEqualTo(items);
    }

    @Test
    void parametersOfTheQueryMeanTheSame() throws MistakeException {
        assertThat(PurgeBody.read(
                        "",
                        List.of(
                                Map.entry("tag", "red"),
                                Map.entry("path", "/p/*"),
                                Map.entry("url", "/a?w=1"),
                                Map.entry("original", "/a"),
                                Map.entry("prefix", "/b"),
                                Map.entry("all", "true"))))
                .containsExactly(
                        new PurgeItem.Tag("red"),
                        new PurgeItem.Prefix("/p/*"),
                        new PurgeItem.Url("/a?w=1"),
                        new PurgeItem.Original("/a"),
                        new PurgeItem.Prefix("/b"),
                        new PurgeItem.All());
        assertThatThrownBy(() -> PurgeBody.read("", List.of(Map.entry("tags", "red"))))
                .hasMessageContaining("\"tags\"")
                .hasMessageContaining("there are url, original");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ``                            | There is nothing to purge
        {}                            | There is nothing to purge
        {"tags":[]}                   | There is nothing to purge
        {"tag":["a"]}                 | There is no "tag" to purge
        {"tags":"a"}                  | "tags" is no list
        {"tags":[1]}                  | "tags[0]" is no text
        {"tags":[null]}               | "tags[0]" is no text
        {"tags":[["a"]]}              | "tags[0]" is no text
        {"all":"yes"}                 | "all" is neither true nor false
        {"all":false}                 | all is true or left out
        {"paths":["cat.jpg"]}         | a path begins with /, a tag with #
        {"Paths":["/a"]}              | "Paths" is no object
        {"Paths":{}}                  | The body has no Paths.Items
        {"tags":["a"]                 | The body is no JSON object
        {"tags":["a"]} x              | The body is no JSON object
        {"tags":["a"],"tags":["b"]}   | The body is no JSON object
        {'tags':['a']}                | The body is no JSON object
        ["a"]                         | The body is no JSON object
        tags=a                        | The body is no JSON object
        """)
    void whatMeansNothingIsNamed(String json, String sentence) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(MistakeException.class)
                .hasMessageContaining(sentence);
    }
}
