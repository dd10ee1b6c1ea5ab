package dev.tomthumb.codec.vips;

import static dev.tomthumb.codec.HeifParts.av1Data;
import static dev.tomthumb.codec.HeifParts.boxOf;
import static dev.tomthumb.codec.HeifParts.clap;
import static dev.tomthumb.codec.HeifParts.file;
import static dev.tomthumb.codec.HeifParts.irot;
import static dev.tomthumb.codec.HeifParts.ispe;
import static dev.tomthumb.codec.HeifParts.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.HeifParts.Item;
import dev.tomthumb.codec.HeifThumbnail;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.Profiles;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that say more than their pixels, through our header and the machine's libvips: both must mean the same picture. */
class VipsPicturesTest {
    /** Where the dark corner of a picture that is dark at its upper left ends up. */
    @ParameterizedTest
    @CsvSource({"0, 80, 48, 5, 5", "1, 48, 80, 5, 75", "2, 80, 48, 75, 43", "3, 48, 80, 43, 5"})
    void turnedPicturesAreUpright(int quarters, int width, int height, int x, int y) throws ImageException {
        byte[] avif = rebuilt(irot(quarters));
        Pixels pixels = decoded(avif);
        assertThat(new Size(pixels.width(), pixels.height())).isEqualTo(new Size(width, height));
        assertThat(pixels.planes().get(0).get(x, y)).isCloseTo(20, within(12));
        assertThat(pixels.planes().get(0).get(width - 1 - x, height - 1 - y)).isCloseTo(220, within(12));
    }

    @Test
    void aCutPictureHasTheSizeOfTheCut() throws ImageException {
        Pixels pixels = decoded(rebuilt(clap(40, 24)));
        assertThat(new Size(pixels.width(), pixels.height())).isEqualTo(new Size(40, 24));
    }

    /** A library's AVIF in a container of ours, with more said of it. */
    private static byte[] rebuilt(byte[] property) throws ImageException {
        byte[] avif = Library.encoder(ImageFormat.AVIF).encode(darkCorner(), Encoding.of(90));
        return file("avif", List.of(new Item(1, "av01", av1Data(avif), ispe(80, 48), boxOf(avif, "av1C"), property)));
    }

    private static Pixels darkCorner() {
        Plane plane = new Plane(80, 48);
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 80; x++) {
                plane.set(x, y, x < 24 && y < 24 ? 20 : 220);
            }
        }
        return new Pixels(Layout.RGB, List.of(plane, plane, plane));
    }

    private static Pixels decoded(byte[] file) throws ImageException {
        ImageHeader header = Headers.of(file);
        return Library.decoder(header.format()).decode(file, header);
    }

    @ParameterizedTest
    @EnumSource(names = {"AVIF", "HEIC", "JXL"})
    void alphaComesBack(ImageFormat format) throws ImageException {
        Pixels pixels = Pictures.waves(Layout.RGB_ALPHA, 60, 40);
        byte[] file = Library.encoder(format).encode(pixels, Encoding.of(90));
        Library.decoder(format);
        assertThat(Headers.of(file).alpha()).isTrue();
        Pixels back = decoded(file);
        assertThat(back.layout()).isEqualTo(Layout.RGB_ALPHA);
        assertThat(Pictures.psnr(List.of(pixels.alpha()), List.of(back.alpha())))
                .isGreaterThan(35);
    }

    @ParameterizedTest
    @EnumSource(names = {"AVIF", "HEIC"})
    void anEmbeddedProfileIsHandedOnByTheHeader(ImageFormat format) throws ImageException {
        byte[] file = Library.encoder(format)
                .encode(Pictures.waves(Layout.RGB, 60, 40), Encoding.of(90).withProfile(Profiles.displayP3()));
        assertThat(Headers.of(file).profile()).contains(Profiles.displayP3());
    }

    /** The machine's libvips must find the picture where our header has found it. */
    @ParameterizedTest
    @EnumSource(names = {"AVIF", "HEIC"})
    void theSmallPictureOfAFileIsDecodedInPlaceOfItsOwn(ImageFormat format) throws ImageException {
        // Of sides that HEVC's encoder need not pad.
        byte[] large = Library.encoder(format).encode(Pictures.waves(Layout.RGB, 192, 128), Encoding.of(90));
        byte[] small = Library.encoder(format).encode(Pictures.waves(Layout.RGB, 128, 64), Encoding.of(90));
        Library.decoder(format);
        byte[] both = file(
                format == ImageFormat.AVIF ? "avif" : "heic",
                List.of(coded(1, large, format, ispe(192, 128)), coded(2, small, format, ispe(128, 64))),
                reference("thmb", 2, 1));

        assertThat(decoded(both).width()).isEqualTo(192);
        Pixels thumbnail = decoded(HeifThumbnail.promoted(both, format).orElseThrow());

        assertThat(thumbnail.width() + "x" + thumbnail.height()).isEqualTo("128x64");
        assertThat(Pictures.psnr(Pictures.waves(Layout.RGB, 128, 64), thumbnail))
                .isGreaterThan(30);
    }

    private static Item coded(int id, byte[] file, ImageFormat format, byte[] size) {
        return format == ImageFormat.AVIF
                ? new Item(id, "av01", av1Data(file), size, boxOf(file, "av1C"))
                : new Item(id, "hvc1", av1Data(file), size, boxOf(file, "hvcC"));
    }

    /** Its profile lies compressed among the pixels: what decodes has to convert. */
    @Test
    void theProfileOfAJpegXlIsAppliedWhileItIsDecoded() throws ImageException {
        byte[] file = Library.encoder(ImageFormat.JXL)
                .encode(Pictures.waves(Layout.RGB, 60, 40), Encoding.of(90).withProfile(Profiles.displayP3()));
        Vips vips = Library.vips();
        boolean[] asked = {false};
        VipsDecoder decoder = new VipsDecoder(vips, ImageFormat.JXL, (pixels, profile) -> {
            asked[0] = new String(Arrays.copyOfRange(profile, 36, 40), java.nio.charset.StandardCharsets.US_ASCII)
                    .equals("acsp");
            return pixels;
        });
        decoder.decode(file, Headers.of(file));
        assertThat(asked[0]).isTrue();
    }
}
