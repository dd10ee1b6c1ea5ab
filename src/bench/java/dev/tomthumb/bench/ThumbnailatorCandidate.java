package dev.tomthumb.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.coobird.thumbnailator.Thumbnails;

/** Thumbnailator with its own defaults. It decodes through ImageIO, so plain decoding is not measured again. */
final class ThumbnailatorCandidate implements Candidate {
    @Override
    public byte[] make(byte[] file, Work work) throws IOException {
        if (work.output() == Work.Output.PIXELS) {
            throw new IOException("Thumbnailator does not decode without scaling");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Thumbnails.of(new ByteArrayInputStream(file))
                .width(work.width())
                .outputFormat(work.output().token())
                .outputQuality(work.quality() / 100f)
                .toOutputStream(bytes);
        return bytes.toByteArray();
    }
}
