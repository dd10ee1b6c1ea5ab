package dev.tomthumb.bench;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Files to pictures and back by the JDK's own plug-ins, whatever others are on the class path. */
final class JdkImages {
    /** The JDK's writer takes level 9 less nine times the quality. */
    private static final float DEFLATE_LEVEL_6 = 1 / 3f;

    private JdkImages() {}

    private interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    /** The picture in a file of any format the JDK reads. */
    static BufferedImage read(byte[] file) throws IOException {
        return reading(file, reader -> reader.read(0));
    }

    /** The components of a JPEG as stored, chroma brought to full size. */
    static Raster readRaster(byte[] file) throws IOException {
        return reading(file, reader -> reader.readRaster(0, null));
    }

    private static <T> T reading(byte[] file, Reading<T> reading) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            ImageReader reader = jdk(ImageIO.getImageReaders(in));
            try {
                reader.setInput(in, true, true);
                return reading.from(reader);
            } finally {
                reader.dispose();
            }
        }
    }

    /** A PNG with filters chosen row by row, deflated at level 6. */
    static byte[] png(BufferedImage image) throws IOException {
        return write(image, jdk(ImageIO.getImageWritersByFormatName("png")), DEFLATE_LEVEL_6);
    }

    /** A baseline JPEG with halved chroma; {@code quality} is 1..100. */
    static byte[] jpeg(BufferedImage image, int quality) throws IOException {
        return write(image, jdk(ImageIO.getImageWritersByFormatName("jpeg")), quality / 100f);
    }

    /** A WebP by whatever plug-in writes one, for the JDK has none; {@code quality} is 1..100. */
    static byte[] webp(BufferedImage image, int quality) throws IOException {
        return write(image, ImageIO.getImageWritersByFormatName("webp").next(), quality / 100f);
    }

    private static byte[] write(BufferedImage image, ImageWriter writer, float quality) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param(writer, quality));
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static ImageWriteParam param(ImageWriter writer, float quality) {
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        if (param.getCompressionType() == null) {
            param.setCompressionType(param.getCompressionTypes()[0]);
        }
        param.setCompressionQuality(quality);
        return param;
    }

    private static <T> T jdk(Iterator<T> plugIns) throws IOException {
        while (plugIns.hasNext()) {
            T plugIn = plugIns.next();
            if (plugIn.getClass().getName().startsWith("com.sun.imageio.")) {
                return plugIn;
            }
        }
        throw new IOException("This JDK has no plug-in for it");
    }
}
