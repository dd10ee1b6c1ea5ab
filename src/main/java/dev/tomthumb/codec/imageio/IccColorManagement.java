package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.ColorManagement;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.WritableRaster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** ICC profiles by the JDK's Little CMS. */
final class IccColorManagement implements ColorManagement {
    private static final System.Logger LOG = System.getLogger(IccColorManagement.class.getName());

    private final ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);

    @Override
    public Pixels toSrgb(Pixels pixels, byte[] profile) {
        if (SrgbProfile.matches(profile)) {
            return pixels;
        }
        try {
            return converted(pixels, ICC_Profile.getInstance(profile));
        } catch (IllegalArgumentException | CMMException | ArrayIndexOutOfBoundsException unusable) {
            // A picture with a damaged profile is still a picture; browsers show it unconverted too.
            LOG.log(System.Logger.Level.DEBUG, "An embedded colour profile cannot be used", unusable);
            return pixels;
        }
    }

    private Pixels converted(Pixels pixels, ICC_Profile profile) {
        List<Plane> colors = pixels.colors();
        int width = pixels.width();
        int height = pixels.height();
        int channels = profile.getNumComponents();
        if (channels != colors.size() && channels != 3) {
            return pixels;
        }
        // A palette of greys is decoded as grey, though its profile is one of RGB.
        List<Plane> described = channels == colors.size() ? colors : Collections.nCopies(channels, colors.get(0));
        WritableRaster source = Buffers.raster(Plane.interleaved(described), width, height, channels);
        Pixels rgb = convertedRgb(source, profile);
        // A neutral stays neutral in sRGB, so any of the three channels is the new grey.
        List<Plane> planes = new ArrayList<>(colors.size() == 1 ? rgb.planes().subList(1, 2) : rgb.planes());
        if (pixels.layout().hasAlpha()) {
            planes.add(pixels.alpha());
        }
        return new Pixels(pixels.layout(), planes);
    }

    private Pixels convertedRgb(WritableRaster source, ICC_Profile profile) {
        int width = source.getWidth();
        int height = source.getHeight();
        byte[] samples = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        new ColorConvertOp(new ICC_Profile[] {profile, srgb}, null)
                .filter(source, Buffers.raster(samples, width, height, 3));
        return Plane.interleaved(Layout.RGB, samples, width, height);
    }
}
