package dev.tomthumb.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcePatternsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "off                        | https://example.com/a.jpg               | false",
                "*                          | https://example.com:8443/a.jpg          | true",
                "*:443                      | https://example.com/a.jpg               | true",
                "*:443                      | http://example.com:443/a.jpg            | true",
                "*:443                      | https://example.com:8443/a.jpg          | false",
                "*:443                      | http://example.com/a.jpg                | false",
                "http://*:8080/pics/        | http://a.example:8080/pics/a.jpg        | true",
                "http://*:8080/pics/        | http://a.example/pics/a.jpg             | false",
                "http://*                   | http://example.com:22/a.jpg             | true",
                "*                          | ftp://example.com/a.jpg                 | false",
                "*                          | file:///etc/passwd                      | false",
                "example.com                | https://example.com/a.jpg               | true",
                "example.com                | http://EXAMPLE.com/a.jpg                | true",
                "example.com                | http://example.com:80/a.jpg             | true",
                "example.com                | http://example.com:22/a.jpg             | false",
                "example.com                | http://example.com.evil.org/a.jpg       | false",
                "example.com                | http://evilexample.com/a.jpg            | false",
                "example.com                | http://example.com@evil.org/a.jpg       | false",
                "example.com                | http://user@example.com/a.jpg           | false",
                "example.com:9000           | http://example.com:9000/a.jpg           | true",
                "*.example.com              | https://a.b.example.com/a.jpg           | true",
                "*.example.com              | https://example.com/a.jpg               | false",
                "*.example.com              | https://evil.org/.example.com           | false",
                "https://example.com        | http://example.com/a.jpg                | false",
                "https://example.com        | https://example.com.evil.org/a.jpg      | false",
                "https://example.com/pics/  | https://example.com/pics/a.jpg          | true",
                "https://example.com/pics/  | https://example.com/private/a.jpg       | false",
                "https://example.com/pics/  | https://example.com/pics/../private/a   | false",
                "https://example.com/pics/  | https://example.com/pics/%2e%2e/private | false",
                "https://example.com/pics/  | https://example.com/pics/..;/private/a  | false",
                "https://example.com/pics/  | https://example.com/pics/..;x=1/private | false",
                "https://example.com/pics/  | https://example.com/pics/%2e%2e;/priv   | false",
                "https://example.com/pics/  | https://example.com/pics/..%3Bx/private | false",
                "https://example.com/pics/  | https://example.com/pics/.;/a.jpg       | false",
                "https://example.com/pics/  | https://example.com/pics/..%5Cprivate   | false",
                "https://example.com/pics/  | https://example.com/pics/a;v=1.jpg      | true",
                "https://example.com/pics/  | https://example.com/pics/..a;v=1/b.jpg  | true",
                "https://example.com/*/pub/ | https://example.com/x/pub/a.jpg         | true",
                "https://example.com/*/pub/ | https://example.com/x/y/pub/a.jpg       | false",
                "http://[::1]:8080          | http://[::1]:8080/a.jpg                 | true",
                "a.example, b.example       | http://b.example/a.jpg                  | true",
            })
    void anAddressIsAllowedByItsParts(String patterns, String address, boolean allowed) throws UnreadableException {
        assertThat(SourcePatterns.reader().read(patterns).allows(URI.create(address)))
                .isEqualTo(allowed);
    }
}
