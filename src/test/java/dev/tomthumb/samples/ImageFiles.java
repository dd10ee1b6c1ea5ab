package dev.tomthumb.samples;

import com.luciad.imageio.webp.WebPImageWriterSpi;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures to bytes through the writers of the JDK, without temporary files. */
final class ImageFiles {
    private ImageFiles() {}

    /** A baseline JPEG with halved chroma; {@code quality} from 0 to 1. */
    static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        return write("image/jpeg", new IIOImage(image, null, null), quality, false);
    }

    /** A progressive JPEG. */
    static byte[] progressiveJpeg(BufferedImage image, float quality) throws IOException {
        return write("image/jpeg", new IIOImage(image, null, null), quality, true);
    }

    /** A JPEG whose components are the bands of the raster as they are, without JFIF header or colour conversion. */
    static byte[] rawJpeg(Raster raster, float quality) throws IOException {
        return write("image/jpeg", new IIOImage(raster, null, null), quality, false);
    }

    /** Whatever a registered writer of this media type makes of the picture with its own defaults. */
    static byte[] encode(BufferedImage image, String mediaType) throws IOException {
        ImageWriter writer = writer(mediaType);
        try {
            return write(writer, new IIOImage(image, null, null), writer.getDefaultWriteParam());
        } finally {
            writer.dispose();
        }
    }

    /** Whether this JVM has a writer for the media type that really works (a native library may be missing). */
    static boolean canEncode(String mediaType) {
        try {
            return encode(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), mediaType).length > 0;
        } catch (IOException | LinkageError unavailable) {
            return false;
        }
    }

    private static byte[] write(String mediaType, IIOImage image, float quality, boolean progressive)
            throws IOException {
        ImageWriter writer = writer(mediaType);
        try {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            if (progressive) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            return write(writer, image, param);
        } finally {
            writer.dispose();
        }
    }

    private static byte[] write(ImageWriter writer, IIOImage image, ImageWriteParam param) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, image, param);
        }
        return bytes.toByteArray();
    }

    /** The JDK's own writer if it has one: others on the class path (TwelveMonkeys) would change the bytes. */
    private static ImageWriter writer(String mediaType) throws IOException {
        if (mediaType.equals("image/webp")) {
            // Not by the registry, from which a product that was closed in the same JVM has taken it.
            return new WebPImageWriterSpi().createWriterInstance(null);
        }
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByMIMEType(mediaType);
        ImageWriter other = null;
        while (writers.hasNext()) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getName().startsWith("com.sun.imageio.")) {
                return writer;
            }
            other = writer;
        }
        if (other == null) {
            throw new IOException("No image writer for " + mediaType + " on the class path");
        }
        return other;
    }
}
