package dev.tomthumb.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CacheTagsTest {
    private static List<String> read(String field) {
        return CacheTags.ofField(Optional.of(field));
    }

    @Test
    void tagsAreSeparatedByCommasAndHaveOneSpelling() {
        assertThat(read("Product:42, summer sale ,SUMMER,summer"))
                .containsExactly("product:42", "summer sale", "summer");
        assertThat(CacheTags.ofField(Optional.empty())).isEmpty();
        assertThat(read(" , ,")).isEmpty();
    }

    @Test
    void fiftyOfTwoHundredAndFiftySixCharactersAreReadAndTheRestIsLeftOut() {
        String many = IntStream.range(0, 60).mapToObj(i -> "t" + i).collect(Collectors.joining(","));
        assertThat(read(many)).hasSize(50).contains("t0", "t49").doesNotContain("t50");
        assertThat(read("a".repeat(256) + ",b")).containsExactly("a".repeat(256), "b");
        assertThat(read("a".repeat(257) + ",b")).containsExactly("b");
    }

    @Test
    void whatCouldForgeALineOrIsNotAsciiIsNoTag() {
        assertThat(read("a\nb,고양이,c\u007f,d")).containsExactly("d");
    }

    @Test
    void aUnionHasEachOnceInLowerCase() {
        assertThat(CacheTags.union(List.of("A", "b"), List.of("B", "c"))).containsExactly("a", "b", "c");
        assertThat(CacheTags.union(List.of(), List.of())).isEmpty();
    }
}
