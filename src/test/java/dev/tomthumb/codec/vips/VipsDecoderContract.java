package dev.tomthumb.codec.vips;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.DecoderContract;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** What is true of each format that libvips reads. */
abstract class VipsDecoderContract extends DecoderContract {
    abstract ImageFormat format();

    @BeforeEach
    void needsALibraryThatReadsAndWrites() {
        Library.encoder(format());
        Library.decoder(format());
    }

    @Override
    protected Decoder decoder() {
        return Library.decoder(format());
    }

    /** None without the library: jqwik takes a property that is skipped for one that fails. */
    @Override
    protected List<byte[]> files() {
        if (!Library.writes(format())) {
            return List.of();
        }
        Encoder encoder = Library.encoder(format());
        List<byte[]> files = new ArrayList<>();
        try {
            for (Layout layout : List.of(Layout.RGB, Layout.RGB_ALPHA, Layout.GREY)) {
                files.add(encoder.encode(Pictures.waves(layout, 60, 40), Encoding.of(85)));
            }
        } catch (ImageException impossible) {
            throw new AssertionError(impossible);
        }
        return files;
    }
}
