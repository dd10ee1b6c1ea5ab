package dev.tomthumb.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReleaseFilesTest {
    private static final ReleaseFiles JAKARTA = new ReleaseFiles("tomthumb-<version>-lib.zip", "tomthumb.war");
    private static final ReleaseFiles JAVAX =
            new ReleaseFiles("tomthumb-<version>-javax-lib.zip", "tomthumb-javax.war");

    @Test
    void eachLineHasItsOwn() {
        assertThat(ReleaseFiles.own()).isEqualTo(JAKARTA);
        assertThat(ReleaseFiles.of("jakarta.servlet.ServletContext")).isEqualTo(JAKARTA);
        assertThat(ReleaseFiles.of("javax.servlet.ServletContext")).isEqualTo(JAVAX);
        assertThat(ReleaseFiles.otherThan("jakarta.servlet.ServletContext")).isEqualTo(JAVAX);
        assertThat(ReleaseFiles.otherThan("javax.servlet.ServletContext")).isEqualTo(JAKARTA);
    }
}
