package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The header parsers as their users reach them, with nothing behind them. */
public final class Headers {
    private static final Decoder NOTHING = new Decoder() {
        @Override
        public Set<ImageFormat> formats() {
            return EnumSet.allOf(ImageFormat.class);
        }

        @Override
        public long memory(ImageHeader header) {
            return 0;
        }

        @Override
        public Pixels decode(byte[] file, ImageHeader header) {
            throw new UnsupportedOperationException();
        }
    };

    private Headers() {}

    public static ImageHeader of(byte[] file) throws ImageException {
        return new Codecs(List.of(NOTHING), List.of(), ColorManagement.NONE).header(file);
    }
}
