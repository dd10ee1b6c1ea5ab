package dev.tomthumb.dialect.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.config.Mount;
import dev.tomthumb.config.Secret;
import dev.tomthumb.dialect.Proportion;
import dev.tomthumb.dialect.SizeLadder;
import dev.tomthumb.model.SourceRef;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryConfigTest {

    private static Mount mount(String prefix, String scheme, String location) {
        return new Mount(prefix, new SourceRef(scheme, location));
    }

    @Test
    void pathsOfTheHostApplicationAreMountedAsThemselves() {
        QueryConfig.of(List.of(mount("/open/", "dispatch", "/open/"), mount("/own/", "webapp", "/own/")), true);
        for (String scheme : List.of("dispatch", "webapp")) {
            assertThatThrownBy(() -> QueryConfig.of(List.of(mount("/open/", scheme, "/members/")), true))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("paths of the host application are mounted as themselves, where its login guards them:"
                            + " /open/ = " + scheme + ":/open/");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "64,64", "128,64", "-1", "65536"})
    void aLadderThatDoesNotAscendIsRefused(String text) {
        List<Integer> steps =
                Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
        assertThatThrownBy(() -> new SizeLadder(steps))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a size ladder is ascending whole numbers from 1 to 65535, or off");
    }

    @Test
    void twoMountsOfOnePathAreRefused() {
        Mount one = mount("/a/", "s3", "//b/");
        Mount other = mount("/a/", "s3", "//c/");
        assertThatThrownBy(() -> QueryConfig.of(List.of(one, other), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two mounts have the same path");
    }

    @Test
    void theKeyIsNeverPrinted() {
        assertThat(QueryConfig.of(List.of(), true)
                        .withKey(Secret.ofText("s3cret"))
                        .toString())
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({"1080,1920,9,16", "200,300,2,3", "3,4,3,4", "900,2100,3,7", "320,200,8,5", "999,1000,1,1", "1,5000,1,32"
    })
    void usualProportionsAreExact(int height, int width, int exactHeight, int exactWidth) {
        assertThat(Proportion.nearest((double) height / width)).isEqualTo(new Proportion(exactHeight, exactWidth));
    }

    @Test
    void otherProportionsMoveALittleAndThereAreFew() {
        Set<Proportion> all = new HashSet<>();
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            double ratio = Math.exp((random.nextDouble() * 2 - 1) * Math.log(40));
            Proportion nearest = Proportion.nearest(ratio);
            all.add(nearest);
            double factor = (double) nearest.height() / nearest.width() / ratio;
            if (ratio >= 0.25 && ratio <= 4) {
                assertThat(factor).isBetween(1 / 1.017, 1.017);
            } else if (ratio >= 1.0 / 32 && ratio <= 32) {
                assertThat(factor).isBetween(1 / 1.031, 1.031);
            }
        }
        assertThat(all).hasSizeLessThanOrEqualTo(647).hasSizeGreaterThan(600);
    }
}
