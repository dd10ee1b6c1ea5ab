package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.List;

/** Planes of a {@link BufferedImage}: its own samples, seen without a copy wherever they are bytes. */
final class ImagePixels {
    private ImagePixels() {}

    /** The picture's grey or RGB samples, not converted by any profile; other colour spaces arrive as sRGB. */
    static Pixels of(BufferedImage image) {
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel palette) {
            return PalettePixels.of(image.getRaster(), palette);
        }
        if (model instanceof ComponentColorModel && isGreyOrRgb(model.getColorSpace())) {
            if (model.isAlphaPremultiplied()) {
                image.coerceData(false);
            }
            return ofComponents(image);
        }
        return model.getColorSpace().isCS_sRGB() ? ofPacked(image) : ofPacked(converted(image));
    }

    /** The same, but samples of 16 bits stay what they are where they are grey or RGB. */
    static Pixels deep(BufferedImage image) {
        ColorModel model = image.getColorModel();
        boolean deep = model instanceof ComponentColorModel
                && isGreyOrRgb(model.getColorSpace())
                && image.getRaster().getDataBuffer().getDataType() == DataBuffer.TYPE_USHORT;
        if (!deep) {
            return of(image);
        }
        if (model.isAlphaPremultiplied()) {
            image.coerceData(false);
        }
        return kept(image.getRaster(), layout(image.getRaster().getNumBands()));
    }

    private static boolean isGreyOrRgb(ColorSpace space) {
        return space.getType() == ColorSpace.TYPE_GRAY || space.getType() == ColorSpace.TYPE_RGB;
    }

    private static Pixels ofComponents(BufferedImage image) {
        Raster raster = image.getRaster();
        Layout layout = layout(raster.getNumBands());
        int type = raster.getDataBuffer().getDataType();
        if (type == DataBuffer.TYPE_BYTE && raster.getSampleModel() instanceof ComponentSampleModel model) {
            return views(raster, model, layout);
        }
        if (type == DataBuffer.TYPE_USHORT) {
            return scaled(raster, layout);
        }
        return ofPacked(image);
    }

    private static Layout layout(int bands) {
        return switch (bands) {
            case 1 -> Layout.GREY;
            case 2 -> Layout.GREY_ALPHA;
            case 3 -> Layout.RGB;
            case 4 -> Layout.RGB_ALPHA;
            default -> throw new IllegalArgumentException(bands + " bands");
        };
    }

    private static Pixels views(Raster raster, ComponentSampleModel model, Layout layout) {
        DataBufferByte buffer = (DataBufferByte) raster.getDataBuffer();
        int[] bankOffsets = buffer.getOffsets();
        int origin = -raster.getSampleModelTranslateY() * model.getScanlineStride()
                - raster.getSampleModelTranslateX() * model.getPixelStride();
        List<Plane> planes = new ArrayList<>(layout.planes());
        for (int band = 0; band < layout.planes(); band++) {
            int bank = model.getBankIndices()[band];
            planes.add(new Plane(
                    raster.getWidth(),
                    raster.getHeight(),
                    buffer.getData(bank),
                    origin + bankOffsets[bank] + model.getBandOffsets()[band],
                    model.getPixelStride(),
                    model.getScanlineStride()));
        }
        return new Pixels(layout, planes);
    }

    /** 16 bits to 8, rounded. */
    private static Pixels scaled(Raster raster, Layout layout) {
        Pixels pixels = Buffers.allocate(layout, raster.getWidth(), raster.getHeight());
        int[] row = new int[raster.getWidth()];
        for (int band = 0; band < layout.planes(); band++) {
            Plane plane = pixels.planes().get(band);
            for (int y = 0; y < plane.height(); y++) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, band, row);
                for (int x = 0; x < row.length; x++) {
                    plane.set(x, y, (row[x] * 255 + 32_895) >> 16);
                }
            }
        }
        return pixels;
    }

    /** 16 bits, the more significant byte first. */
    static Pixels kept(Raster raster, Layout layout) {
        int width = raster.getWidth();
        int pixel = 2 * layout.planes();
        byte[] samples = new byte[Math.multiplyExact(Math.multiplyExact(width, raster.getHeight()), pixel)];
        int[] row = new int[width];
        for (int band = 0; band < layout.planes(); band++) {
            for (int y = 0, at = 2 * band; y < raster.getHeight(); y++) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, row);
                for (int x = 0; x < width; x++, at += pixel) {
                    samples[at] = (byte) (row[x] >> 8);
                    samples[at + 1] = (byte) row[x];
                }
            }
        }
        return Plane.interleavedDeep(layout, samples, width, raster.getHeight());
    }

    /** Any other storage, through the colour model's own idea of 8-bit sRGB. */
    private static Pixels ofPacked(BufferedImage image) {
        Layout layout = image.getColorModel().hasAlpha() ? Layout.RGB_ALPHA : Layout.RGB;
        Pixels pixels = Buffers.allocate(layout, image.getWidth(), image.getHeight());
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                Buffers.setArgb(pixels, x, y, row[x]);
            }
        }
        return pixels;
    }

    /** At once: asking a CMYK or Lab picture pixel by pixel for its sRGB would take minutes. */
    private static BufferedImage converted(BufferedImage image) {
        int type = image.getColorModel().hasAlpha() ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR;
        BufferedImage result = new BufferedImage(image.getWidth(), image.getHeight(), type);
        return new ColorConvertOp(null).filter(image, result);
    }
}
