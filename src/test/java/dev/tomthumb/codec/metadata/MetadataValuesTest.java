package dev.tomthumb.codec.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Metadata;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetadataValuesTest {
    private static final Metadata ALL = new Metadata(
            Optional.of(MetadataParts.camera(ByteOrder.BIG_ENDIAN)),
            Optional.of(MetadataParts.iptc()),
            Optional.of(MetadataParts.xmp()));

    @Test
    void exifIsToldInWords() {
        assertThat(MetadataValues.exif(ALL))
                .containsEntry("Model", "Camera 12")
                .containsEntry("Orientation", "Right-top")
                .containsEntry("X-Resolution", "300")
                .containsEntry("Artist", "Ada Example")
                .containsEntry("Exposure Time", "1/125 sec.")
                .containsEntry("Contrast", "Normal")
                .containsEntry("Pixel X Dimension", "4000")
                .containsEntry("North or South Latitude", "N");
    }

    @Test
    void iptcThatMayRepeatIsAList() {
        assertThat(MetadataValues.iptc(ALL))
                .containsEntry("Name", "A title")
                .containsEntry("Keywords", List.of("lake", "lighthouse"))
                .containsEntry("Byline", List.of("Zoë Example"))
                .containsEntry("Copyright Notice", "(c) Zoë");
    }

    @Test
    void xmpIsToldByNamespace() {
        assertThat(MetadataValues.xmp(ALL))
                .containsEntry("xmp", Map.of("Rating", "4"))
                .containsEntry("xmpRights", Map.of("Marked", "True"))
                .containsEntry(
                        "dc",
                        Map.of(
                                "creator", List.of("Ada & Zoë"),
                                "rights", List.of("All <rights>"),
                                "subject", List.of("lake", "boat")));
    }

    @Test
    void nothingIsToldOfNothing() {
        assertThat(MetadataValues.exif(Metadata.NONE)).isEmpty();
        assertThat(MetadataValues.iptc(Metadata.NONE)).isEmpty();
        assertThat(MetadataValues.xmp(Metadata.NONE)).isEmpty();
    }
}
