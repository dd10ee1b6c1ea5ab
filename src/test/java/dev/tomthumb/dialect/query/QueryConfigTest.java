package dev.tomthumb.dialect.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.model.SourceRef;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryConfigTest {

    @Test
    void aMountIsWrittenAsAnAssignment() {
        Mount mount = new Mount("/photos/", new SourceRef("s3", "//bucket/originals/"));
        assertThat(Mount.parse("/photos/ = s3://bucket/originals/")).isEqualTo(mount);
        assertThat(Mount.parse(" /photos/=S3://bucket/originals/ ")).isEqualTo(mount);
        assertThat(Mount.parse("/a = https://h/x?y=1").base()).hasToString("https://h/x?y=1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            photos/ = s3://b/            | a mount takes the form "/path/ = scheme://place/"; not "photos/ = s3://b/"
            /photos/                     | a mount takes the form "/path/ = scheme://place/"; not "/photos/"
            /photos/ = bucket            | a mount takes the form "/path/ = scheme://place/"; not "/photos/ = bucket"
            /photos/ = s3://b/originals  | a mount's path and its source both end with a slash, or neither does: /photos/
            /photos = s3://b/originals/  | a mount's path and its source both end with a slash, or neither does: /photos
            //photos/ = s3://b/          | a mount's path begins with one slash and has no dot segments: //photos/
            /a/../b/ = s3://b/           | a mount's path begins with one slash and has no dot segments: /a/../b/
            /WEB-INF/ = s3://b/          | nothing can be mounted in WEB-INF or META-INF: /WEB-INF/
            /open/ = webapp:/members/    | files of the host application are served under their own path; they cannot be mounted: /open/
            /open/ = dispatch:/members/  | a dispatched path is mounted as itself: /open/ = dispatch:/open/
            """)
    void aMountThatCannotWorkOrOpensTooMuchIsRefused(String text, String message) {
        assertThatThrownBy(() -> Mount.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aLadderIsReadFromText() {
        assertThat(SizeLadder.parse(" 64, 128,320 ").steps()).containsExactly(64, 128, 320);
        assertThat(SizeLadder.parse("OFF")).isEqualTo(SizeLadder.OFF);
        assertThat(SizeLadder.parse("64,128,160,240,320,480,640,768,960,1280,1600,1920,2560"))
                .isEqualTo(SizeLadder.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "on", "0", "64,64", "128,64", "64,", "-1", "65536", "1000000"})
    void aLadderThatDoesNotAscendIsRefused(String text) {
        assertThatThrownBy(() -> SizeLadder.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a size ladder is ");
    }

    @Test
    void twoMountsOfOnePathAreRefused() {
        Mount mount = Mount.parse("/a/ = s3://b/");
        assertThatThrownBy(() -> QueryConfig.of(List.of(mount, Mount.parse("/a/ = s3://c/")), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two mounts have the same path");
    }

    @Test
    void theKeyIsNeverPrinted() {
        assertThat(QueryConfig.of(List.of(), true).withKey("s3cret").toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({"1080,1920,9,16", "200,300,2,3", "630,1200,21,40", "1,1,1,1", "999,1000,1,1", "1,5000,1,32"})
    void usualProportionsAreExactAndOthersNear(int height, int width, int wantedHeight, int wantedWidth) {
        Proportion nearest = Proportion.nearest((double) height / width);
        if (wantedHeight <= Proportion.LARGEST_TERM && wantedWidth <= Proportion.LARGEST_TERM) {
            assertThat(nearest).isEqualTo(new Proportion(wantedHeight, wantedWidth));
        } else {
            double ratio = (double) nearest.height() / nearest.width();
            assertThat(ratio).isCloseTo((double) height / width, org.assertj.core.data.Percentage.withPercentage(1.6));
        }
    }
}
