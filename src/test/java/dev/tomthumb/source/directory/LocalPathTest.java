package dev.tomthumb.source.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {
    private static final Path ROOT = Path.of("/srv/originals");

    @Property
    void noTextLeavesTheRoot(@ForAll String text) {
        try {
            Path path = ROOT.resolve(LocalPath.read("///" + text, false));
            assertThat(path.normalize()).isEqualTo(path).startsWithRaw(ROOT).isNotEqualTo(ROOT);
        } catch (ImageException refused) {
            assertThat(refused.problem()).isIn(Problem.SOURCE_FORBIDDEN, Problem.ORIGINAL_MISSING);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "NUL.jpg", "aux.tar.gz", "a/COM1.png", "lpt9", "cat.jpg.", "cat.jpg "})
    void namesThatWindowsGivesToDevicesAreForbiddenThere(String name) {
        assertThat(catchThrowableOfType(ImageException.class, () -> LocalPath.read("///" + name, true))
                        .problem())
                .isEqualTo(Problem.SOURCE_FORBIDDEN);
    }

    @Test
    void namesThatOnlyLookReservedPass() throws Exception {
        assertThat(LocalPath.read("///console.jpg", true)).isEqualTo(Path.of("console.jpg"));
        assertThat(LocalPath.read("///con.jpg", false)).isEqualTo(Path.of("con.jpg"));
    }
}
