package dev.tomthumb.load;

import dev.tomthumb.testkit.BuildOutputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A cache of 16 MB that is on disk only: its files are 256 kB, so that a few pictures need new ones. */
final class SmallDisk {
    private static final String XML = """
            <config xmlns="http://www.ehcache.org/v3" xmlns:tt="http://tomthumb.dev/ehcache/disk">
              <cache alias="renditions">
                <resources>
                  <heap unit="entries">10</heap>
                  <disk unit="MB" persistent="true">16</disk>
                </resources>
                <tt:disk-tier minimum-free="1MB" sync="never"/>
              </cache>
            </config>
            """;

    private SmallDisk() {}

    /** Writes the file, and names it to the product. */
    static Map<String, String> settings() {
        Path file = BuildOutputs.target().resolve("load").resolve("small-disk.xml");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, XML);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return Map.of("tomthumb.cache.config", file.toString(), "tomthumb.cache.max-heap-object", "0");
    }
}
