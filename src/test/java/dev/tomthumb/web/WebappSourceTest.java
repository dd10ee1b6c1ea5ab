package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.source.Source;
import dev.tomthumb.source.SourceContract;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebappSourceTest extends SourceContract {
    @TempDir
    private Path webapp;

    @Override
    protected Source source() {
        return webapp();
    }

    private WebappSource webapp() {
        ServletRegistration uploads = Fake.of(
                ServletRegistration.class,
                Map.of("getMappings", given -> Set.of("/", "/uploads/*", "*.png", "/chart.jpg")));
        return new WebappSource(Fake.of(
                ServletContext.class,
                Map.of(
                        "getContextPath", given -> "/shop",
                        "getResource", given -> url((String) given[0]),
                        "getServletRegistrations", given -> Map.of("uploads", uploads),
                        "getResourcePaths", given -> paths(file((String) given[0])))));
    }

    private static Set<String> paths(Path directory) {
        String[] names = directory.toFile().list();
        return names == null ? null : Set.of(names);
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

    @ParameterizedTest
    @CsvSource({
        "pictures/gone.jpg, false",
        "pictures/deeper/gone.jpg, true",
        "uploads/1.jpg, true",
        "pictures/chart.png, true",
        "chart.jpg, true",
        "gone.jpg, false",
        "WEB-INF/gone.jpg, false",
        "shop/pictures/there.jpg, false",
        "shop/pictures/gone.jpg, false",
        "shop/pictures/chart.png, true",
        "shop/pictures/deeper/gone.jpg, true",
    })
    void onlyWhatLiesAmongFilesAndIsNoServletsIsSurelyMissing(String name, boolean mayBeMade) throws Exception {
        store("pictures/there.jpg", bytes(10));

        assertThat(webapp().mayBeMade(refTo(name))).isEqualTo(mayBeMade);
    }

    /** Every page with a missing picture asks, for each of its tags. */
    @Test
    void aDirectoryIsListedOnceInAWhile() {
        AtomicInteger listings = new AtomicInteger();
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        WebappSource source = new WebappSource(
                Fake.of(
                        ServletContext.class,
                        Map.of(
                                "getServletRegistrations",
                                given -> Map.of(),
                                "getContextPath",
                                given -> "",
                                "getResourcePaths",
                                given -> {
                                    listings.incrementAndGet();
                                    return Set.of("/photos/cat.jpg");
                                })),
                now::get);

        for (int i = 0; i < 20; i++) {
            assertThat(source.mayBeMade(refTo("photos/gone-" + i + ".jpg"))).isFalse();
        }
        assertThat(listings).hasValue(1);

        now.set(Instant.EPOCH.plusSeconds(10));
        assertThat(source.mayBeMade(refTo("photos/gone.jpg"))).isFalse();
        assertThat(listings).hasValue(2);
    }
}
