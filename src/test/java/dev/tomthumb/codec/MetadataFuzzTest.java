package dev.tomthumb.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tomthumb.model.ImageException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands beside the pixels, colour profiles and EXIF, never breaks a picture: nothing is refused. */
class MetadataFuzzTest {
    /** While a profile is unfolded, its array is made twice as long again and again, and at last cut. */
    private static final long PROFILE_BYTES = 4L * IccProfiles.MAX_BYTES;

    static List<byte[]> blocks() {
        byte[] exif = FileParts.exif(6, ByteOrder.BIG_ENDIAN);
        return List.of(
                exif,
                FileParts.join(FileParts.ascii("Exif\0\0"), FileParts.exif(8, ByteOrder.LITTLE_ENDIAN)),
                Profiles.displayP3(),
                FileParts.deflated(Profiles.srgb()),
                FileParts.deflated(new byte[1 << 20]));
    }

    @MethodSource("blocks")
    @FuzzTest
    void isReadOrLeftOut(byte[] block) {
        ByteReader bytes = ByteReader.bigEndian(block, "file");
        Fuzzed.parse(block, 0, () -> orientation(bytes));
        Fuzzed.parse(block, PROFILE_BYTES, () -> unfolded(bytes));
        Fuzzed.parse(block, 0, () -> IccProfiles.fitting(bytes, true));
    }

    private static boolean unfolded(ByteReader bytes) throws ImageException {
        Optional<ByteReader> profile = IccProfiles.inflated(bytes);
        return profile.isPresent() && IccProfiles.fitting(profile.get(), false).isPresent();
    }

    private static int orientation(ByteReader bytes) {
        int orientation = ExifOrientation.of(bytes);
        if (orientation < 1 || orientation > 8) {
            throw new AssertionError("orientation " + orientation);
        }
        return orientation;
    }
}
