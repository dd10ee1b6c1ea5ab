package dev.tomthumb.codec.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.FileParts;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.samples.TestPictures;
import org.junit.jupiter.api.Test;

class PhotoshopResolutionTest {
    private static final byte[] PLAIN = TestPictures.jpeg(TestPictures.geometry(20, 10), 80);

    private static byte[] with(byte[] resolution) {
        byte[] resource = FileParts.join(
                FileParts.ascii("Photoshop 3.0\0"),
                FileParts.ascii("8BIM"),
                FileParts.bytes(0x03, 0xed, 0, 0),
                FileParts.big(resolution.length),
                resolution);
        return FileParts.withSegment(PLAIN, 0xed, resource);
    }

    @Test
    void bothAxesAreToldWithTheirUnits() {
        byte[] file = with(FileParts.bytes(0, 240, 0, 0, 0, 1, 0, 1, 0, 72, 0x80, 0, 0, 2, 0, 2));
        assertThat(PhotoshopResolution.values(file, ImageFormat.JPEG))
                .containsEntry("XResolution", 240L)
                .containsEntry("XResolutionUnit", "inches")
                .containsEntry("WidthUnit", "inches")
                .containsEntry("YResolution", 72.5)
                .containsEntry("YResolutionUnit", "cm")
                .containsEntry("HeightUnit", "cm");
    }

    @Test
    void whatIsCutOffOrMissingIsNotTold() {
        assertThat(PhotoshopResolution.values(PLAIN, ImageFormat.JPEG)).isEmpty();
        assertThat(PhotoshopResolution.values(with(FileParts.bytes(0, 240, 0)), ImageFormat.JPEG))
                .isEmpty();
        assertThat(PhotoshopResolution.values(PLAIN, ImageFormat.PNG)).isEmpty();
    }
}
