package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.ColorManagement;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
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

    @Override
    public Pixels fromSrgb(Pixels pixels, byte[] profile) {
        List<Plane> colors = new ArrayList<>(
                pixels.colors().size() == 1
                        ? Collections.nCopies(3, pixels.colors().get(0))
                        : pixels.colors());
        List<Plane> planes = SrgbProfile.matches(profile) ? colors : new ArrayList<>(intoProfile(colors, profile));
        if (pixels.layout().hasAlpha()) {
            planes.add(pixels.alpha());
        }
        return new Pixels(pixels.layout().hasAlpha() ? Layout.RGB_ALPHA : Layout.RGB, planes);
    }

    private List<Plane> intoProfile(List<Plane> colors, byte[] profile) {
        int width = colors.get(0).width();
        int height = colors.get(0).height();
        WritableRaster source = raster(colors, width, height);
        try {
            return rgb(source, srgb, ICC_Profile.getInstance(profile)).planes();
        } catch (IllegalArgumentException | CMMException | ArrayIndexOutOfBoundsException unusable) {
            LOG.log(System.Logger.Level.WARNING, "A colour profile cannot be used", unusable);
            return colors;
        }
    }

    private Pixels converted(Pixels pixels, ICC_Profile profile) {
        List<Plane> colors = pixels.colors();
        int width = pixels.width();
        int height = pixels.height();
        boolean greyOfColors = colors.size() == 1 && profile.getNumComponents() == 3;
        if (profile.getNumComponents() != colors.size() && !greyOfColors) {
            return pixels;
        }
        // The palette of a colour picture may hold greys only.
        List<Plane> converted = greyOfColors ? Collections.nCopies(3, colors.get(0)) : colors;
        WritableRaster source = raster(converted, width, height);
        Pixels rgb = rgb(source, profile, srgb);
        // A neutral stays neutral in sRGB, so any of the three channels is the new grey.
        List<Plane> planes = new ArrayList<>(colors.size() == 1 ? rgb.planes().subList(1, 2) : rgb.planes());
        if (pixels.layout().hasAlpha()) {
            planes.add(pixels.alpha());
        }
        return new Pixels(pixels.layout(), planes);
    }

    private static WritableRaster raster(List<Plane> planes, int width, int height) {
        return planes.get(0).isDeep()
                ? Buffers.deepRaster(planes, width, height)
                : Buffers.raster(Plane.interleaved(planes), width, height, planes.size());
    }

    private static Pixels rgb(WritableRaster source, ICC_Profile from, ICC_Profile into) {
        int width = source.getWidth();
        int height = source.getHeight();
        if (source.getTransferType() == DataBuffer.TYPE_USHORT) {
            WritableRaster target = Buffers.deepRaster(width, height, 3);
            new ColorConvertOp(new ICC_Profile[] {from, into}, null).filter(source, target);
            return ImagePixels.kept(target, Layout.RGB);
        }
        byte[] samples = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        new ColorConvertOp(new ICC_Profile[] {from, into}, null)
                .filter(source, Buffers.raster(samples, width, height, 3));
        return Plane.interleaved(Layout.RGB, samples, width, height);
    }
}
