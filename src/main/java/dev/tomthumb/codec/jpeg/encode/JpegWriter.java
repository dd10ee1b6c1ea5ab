package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.ColumnSink;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.PictureWriter;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;

/** One file being written. */
final class JpegWriter implements PictureWriter {
    private final CodedPicture picture;
    private final Encoding encoding;
    private final boolean optimised;
    private final Scratch scratch;

    JpegWriter(CodedPicture picture, Encoding encoding, boolean optimised, Scratch scratch) {
        this.picture = picture;
        this.encoding = encoding;
        this.optimised = optimised;
        this.scratch = scratch;
    }

    @Override
    public ColumnSink plane(int index) {
        return picture.components().get(index).sink();
    }

    /** @throws IllegalStateException if bands are missing */
    @Override
    public byte[] finish() throws ImageException {
        for (CodedComponent component : picture.components()) {
            if (!component.sink().isComplete()) {
                throw new IllegalStateException("bands of component " + component.identifier() + " are missing");
            }
        }
        picture.quantize();
        picture.components().forEach(component -> component.blocks().completeUnits(component.statistics()));
        ChunkedOutput output = new ChunkedOutput(scratch);
        Segments segments = new Segments(output);
        segments.start();
        metadata(segments);
        segments.quantization(picture.quantization());
        segments.frame(picture, encoding.progressive());
        scans(output);
        segments.end();
        return output.toByteArray();
    }

    private void metadata(Segments segments) throws ImageException {
        segments.jfif(encoding.dpi());
        encoding.exif().ifPresent(segments::exif);
        encoding.metadata().xmp().ifPresent(segments::xmp);
        encoding.metadata().iptc().ifPresent(segments::iptc);
        if (encoding.profile().isPresent()) {
            segments.profile(encoding.profile().get());
        }
    }

    private void scans(ChunkedOutput output) throws ImageException {
        if (encoding.progressive()) {
            new ProgressiveScans(picture, encoding.jpeg().searchScans()).write(output, scratch);
        } else {
            new SequentialScan(picture, optimised).write(output, scratch);
        }
    }
}
