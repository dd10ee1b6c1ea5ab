package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.source.Source;
import dev.tomthumb.source.SourceContract;
import jakarta.servlet.ServletContext;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebappSourceTest extends SourceContract {
    @TempDir
    private Path webapp;

    @Override
    protected Source source() {
        return new WebappSource(Fake.of(
                ServletContext.class,
                Map.of(
                        "getResource", given -> url((String) given[0]),
                        "getResourcePaths", given -> Files.isDirectory(file((String) given[0])) ? Set.of() : null)));
    }

    private Path file(String path) {
        return webapp.resolve(path.substring(1));
    }

    private URL url(String path) {
        try {
            return Files.exists(file(path)) ? file(path).toUri().toURL() : null;
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected SourceRef store(String name, byte[] content) throws Exception {
        Path file = file("/" + name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return refTo(name);
    }

    @Override
    protected SourceRef refTo(String name) {
        return new SourceRef(WebappSource.SCHEME, "/" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WEB-INF/web.xml", "web-inf/secret.jpg", "META-INF/context.xml", "Web-Inf"})
    void whatTheContainerDoesNotServeIsNotServed(String name) throws Exception {
        store(name, bytes(10));

        assertThat(refusal(refTo(name)).problem()).isEqualTo(Problem.SOURCE_FORBIDDEN);
    }
}
