package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The JDK's libjpeg with optimised Huffman codes: what our files are compared with. */
final class LibjpegEncoder {
    private LibjpegEncoder() {}

    /** A file of grey or RGB pixels, chroma halved below quality 90. */
    static byte[] encode(Pixels pixels, int quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(file)) {
            JPEGImageWriteParam parameters = (JPEGImageWriteParam) writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality / 100f);
            parameters.setOptimizeHuffmanTables(true);
            BufferedImage image = image(pixels);
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), parameters);
            if (quality >= 90 && image.getRaster().getNumBands() == 3) {
                keepChromaWhole(metadata);
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, metadata), parameters);
            stream.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    /** The JDK asks for luma twice as fine as chroma; once means equally fine. */
    private static void keepChromaWhole(IIOMetadata metadata) throws IOException {
        String format = metadata.getNativeMetadataFormatName();
        Node tree = metadata.getAsTree(format);
        Element luma =
                (Element) ((Element) tree).getElementsByTagName("componentSpec").item(0);
        luma.setAttribute("HsamplingFactor", "1");
        luma.setAttribute("VsamplingFactor", "1");
        metadata.setFromTree(format, tree);
    }

    private static BufferedImage image(Pixels pixels) {
        List<Plane> planes = pixels.colors();
        int type = planes.size() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), type);
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                for (int band = 0; band < planes.size(); band++) {
                    image.getRaster().setSample(x, y, band, planes.get(band).get(x, y));
                }
            }
        }
        return image;
    }
}
