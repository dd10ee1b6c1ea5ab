package dev.tomthumb.config;

import java.net.URI;
import java.util.List;

/**
 * The web addresses a URL may name as its source.
 *
 * @param patterns any of them suffices; empty = none may
 */
public record SourcePatterns(List<SourcePattern> patterns) {
    public SourcePatterns {
        patterns = List.copyOf(patterns);
    }

    static SettingReader<SourcePatterns> reader() {
        SettingReader<List<SourcePattern>> list = Readers.listOf(
                "hosts (`images.example.com`, `*.example.com`, `cdn.example.com:8443`) or beginnings of URLs "
                        + "(`https://example.com/pics/`), `*` for every host on every port, `*:8443` for every host on that port",
                SourcePattern::read);
        return SettingReader.of(list.accepted(), text -> new SourcePatterns(list.read(text)));
    }

    /** Whether {@code address}, an absolute http or https URL, may be asked. Every redirect is asked about again. */
    public boolean allows(URI address) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(address));
    }
}
