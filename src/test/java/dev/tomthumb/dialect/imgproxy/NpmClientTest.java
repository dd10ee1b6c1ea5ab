package dev.tomthumb.dialect.imgproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.config.Secret;
import dev.tomthumb.dialect.OptionRules;
import dev.tomthumb.dialect.Presets;
import dev.tomthumb.dialect.Urls;
import dev.tomthumb.model.ImageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * URLs that imgproxy's official npm client makes mean here what was asked of it. Needs Node.js and npm, and a registry
 * the first time: {@code ./mvnw -Pnpm test}.
 */
@EnabledIfSystemProperty(named = "tomthumb.npm", matches = "true")
class NpmClientTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));
    private static final Path SCRIPTS = Path.of("src/test/npm");
    private static final Path WORK = Path.of("target/npm");
    private static final int LEAST_URLS = 250;
    private static final Presets PRESETS =
            Presets.of(List.of("thumb=rs:fill:320:200/sh:0.7", "grey=saturation:0"), ":");

    @Test
    void whatTheClientWritesMeansWhatWasAskedOfIt() throws Exception {
        Files.createDirectories(WORK);
        for (String script : List.of("package.json", "urls.mjs", "cases.mjs")) {
            Files.copy(SCRIPTS.resolve(script), WORK.resolve(script), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.isDirectory(WORK.resolve("node_modules/@imgproxy/imgproxy-node"))) {
            run("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts");
        }
        List<String> lines = run("node", "urls.mjs").lines().toList();
        assertThat(lines).hasSizeGreaterThan(LEAST_URLS);
        for (String line : lines) {
            String[] parts = line.split("\t", -1);
            assertThat(answer(parts[0], parts[1])).as(line).isEqualTo(parts[2] + " " + parts[3]);
        }
    }

    private static String answer(String reading, String path) {
        try {
            String canonical = Urls.parsed(dialect(reading), path).image().canonical();
            return "meaning " + canonical;
        } catch (ImageException refusal) {
            return "refusal " + refusal.getMessage();
        }
    }

    private static ImgproxyDialect dialect(String reading) {
        Grammar grammar = new Grammar(
                ":",
                reading.equals("presets"),
                Optional.of(secret("1eb5b0e971ad7f45324c1bb15c947cb207c43152fa5c6c7f35c4f36e0c18e0f1")),
                List.of(),
                "",
                false,
                "?");
        ImgproxyConfig config = ImgproxyConfig.unsigned("/img/", Set.of("s3", "https"))
                .withGrammar(grammar)
                .withOptions(OptionRules.DEFAULT.withPresets(PRESETS));
        List<SigningKey> keys = SigningKey.pairs(
                List.of(secret("943b421c9eb07c830af81030552c86009268de4e532ba2ee2eab8247c6da0881")),
                List.of(secret("520f986b998537b4785e3defa4f3f79bca7e45dc8c5bcb1e5f8f4e8f1f4d5a0b")));
        return new ImgproxyDialect(reading.equals("signed") ? config.withKeys(keys) : config, CLOCK);
    }

    private static Secret secret(String hex) {
        return Secret.ofBytes(HexFormat.of().parseHex(hex));
    }

    /** What the command writes; its complaints go to the test's own output. */
    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(WORK.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
        return output;
    }
}
