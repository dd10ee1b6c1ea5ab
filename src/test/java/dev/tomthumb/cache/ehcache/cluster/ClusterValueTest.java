package dev.tomthumb.cache.ehcache.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.Renditions;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ClusterValueTest {
    private static final Instant NOW = Instant.parse("2026-11-26T06:00:00Z");
    private static final PurgePlace PLACE = new PurgePlace(-5, 77);

    @Test
    void aRenditionComesBackAsItWas() {
        byte[] bytes = ClusterValue.made(Renditions.key(2), Renditions.of(2, 500), PLACE, NOW);

        ClusterValue.Made made = (ClusterValue.Made) ClusterValue.read(Renditions.key(2), bytes);

        assertThat(made.place()).isEqualTo(PLACE);
        assertThat(made.stored().storedAt()).isEqualTo(NOW);
        assertThat(made.stored().rendition()).usingRecursiveComparison().isEqualTo(Renditions.of(2, 500));
    }

    @Test
    void aNoteComesBackAsItWas() {
        assertThat(ClusterValue.read(Renditions.key(2), ClusterValue.making("node", NOW)))
                .isEqualTo(new ClusterValue.Making(NOW, "node"));
    }

    @Test
    void anotherKeysRenditionIsNone() {
        byte[] bytes = ClusterValue.made(Renditions.key(2), Renditions.of(2, 500), PLACE, NOW);

        assertThat(ClusterValue.read(Renditions.key(4), bytes)).isInstanceOf(ClusterValue.Foreign.class);
    }

    @Property
    void whateverBytesThereAreNothingIsThrown(@ForAll byte[] bytes) {
        assertThat(ClusterValue.read(Renditions.key(2), bytes)).isNotNull();
    }

    @Property(tries = 300)
    void aRenditionOfWhichAByteIsWrongIsNone(@ForAll int place, @ForAll byte change) {
        byte[] bytes = ClusterValue.made(Renditions.key(2), Renditions.of(2, 100), PLACE, NOW);
        int header = 17;
        int at = header + Math.floorMod(place, bytes.length - header);
        byte before = bytes[at];
        bytes[at] ^= change;

        assertThat(ClusterValue.read(Renditions.key(2), bytes) instanceof ClusterValue.Made)
                .isEqualTo(bytes[at] == before);
    }
}
