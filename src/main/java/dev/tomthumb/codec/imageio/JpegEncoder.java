package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.awt.image.BufferedImage;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.spi.ImageWriterSpi;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Baseline JPEG by the JDK's libjpeg, Huffman tables optimised, grey as one component. */
final class JpegEncoder implements Encoder {
    /** JPEG_MAX_DIMENSION of libjpeg. */
    private static final int MAX_SIDE = 65_500;
    /** From this quality on chroma keeps its full size, as in libvips. */
    private static final int FULL_CHROMA = 90;

    private final Writing writing;

    JpegEncoder(ImageWriterSpi jdk) {
        this.writing = new Writing(jdk, "JPEG", MAX_SIDE);
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.JPEG;
    }

    /** Three bytes interleaved, six of coefficients for the optimised tables, and the file while it grows. */
    @Override
    public long memory(Size size) {
        return size.pixels() * (3 + 6 + 6) + (1 << 20);
    }

    @Override
    public byte[] encode(Pixels pixels, Encoding encoding) throws ImageException {
        Size size = new Size(pixels.width(), pixels.height());
        return writing.write(size, (writer, parameters) -> {
            JPEGImageWriteParam jpeg = (JPEGImageWriteParam) parameters;
            jpeg.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            jpeg.setCompressionQuality(encoding.quality() / 100f);
            jpeg.setOptimizeHuffmanTables(true);
            BufferedImage image = Buffers.image(pixels, false);
            return new IIOImage(image, null, metadata(writer, jpeg, image, encoding.quality()));
        });
    }

    private static IIOMetadata metadata(
            ImageWriter writer, JPEGImageWriteParam parameters, BufferedImage image, int quality)
            throws IIOInvalidTreeException {
        IIOMetadata metadata =
                writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), parameters);
        if (quality >= FULL_CHROMA && image.getRaster().getNumBands() == 3) {
            String format = metadata.getNativeMetadataFormatName();
            Node tree = metadata.getAsTree(format);
            setLumaSampling((Element) tree, "1");
            metadata.setFromTree(format, tree);
        }
        return metadata;
    }

    /** The JDK asks for luma twice as fine as chroma; once means equally fine. */
    private static void setLumaSampling(Element tree, String factor) {
        NodeList components = tree.getElementsByTagName("componentSpec");
        Element luma = (Element) components.item(0);
        luma.setAttribute("HsamplingFactor", factor);
        luma.setAttribute("VsamplingFactor", factor);
    }
}
