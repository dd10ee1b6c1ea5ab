package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;

/** The JDK's libjpeg, which takes a warning for an error: the judge of what we write. */
final class LibjpegDecoder implements Decoder {
    @Override
    public Set<ImageFormat> formats() {
        return Set.of(ImageFormat.JPEG);
    }

    @Override
    public long memory(ImageHeader header) {
        return header.size().pixels() * 6;
    }

    @Override
    public Pixels decode(byte[] file, ImageHeader header) throws ImageException {
        return decode(file);
    }

    /** Grey or RGB. */
    static Pixels decode(byte[] file) throws ImageException {
        List<String> warnings = new ArrayList<>();
        ImageReader reader = ImageIO.getImageReadersByFormatName("JPEG").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in);
            reader.addIIOReadWarningListener((IIOReadWarningListener) (source, warning) -> warnings.add(warning));
            Raster raster = reader.read(0).getRaster();
            if (!warnings.isEmpty()) {
                throw new IIOException(warnings.toString());
            }
            return pixels(raster);
        } catch (IOException e) {
            throw new ImageException(Problem.BROKEN_IMAGE, "libjpeg does not like it.", e);
        } finally {
            reader.dispose();
        }
    }

    private static Pixels pixels(Raster raster) {
        List<Plane> planes = new ArrayList<>();
        for (int band = 0; band < raster.getNumBands(); band++) {
            Plane plane = new Plane(raster.getWidth(), raster.getHeight());
            for (int y = 0; y < raster.getHeight(); y++) {
                for (int x = 0; x < raster.getWidth(); x++) {
                    plane.set(x, y, raster.getSample(x, y, band));
                }
            }
            planes.add(plane);
        }
        return new Pixels(planes.size() == 1 ? Layout.GREY : Layout.RGB, planes);
    }
}
