package dev.tomthumb.codec.webp;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.codec.Canvas;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.WebpHeader;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads WebP, lossy and lossless; of an animation the first frame, on its canvas. */
public final class WebpDecoder implements Decoder {
    private static final int FRAME_HEAD_BYTES = 16;
    /** Tables, rows. */
    private static final int OVERHEAD_BYTES = 1 << 20;

    private static final int COLORS = 3;

    @Override
    public Set<ImageFormat> formats() {
        return Set.of(ImageFormat.WEBP);
    }

    /** The header does not tell how the pixels are coded. */
    @Override
    public long memory(ImageHeader header) {
        return Math.max(lossyMemory(header.size()), LosslessDecoder.memory(header.size()))
                + Canvas.memory(header.frames() > 1 ? header.size().pixels() : 0)
                + OVERHEAD_BYTES;
    }

    /** The frame and its colours; a compressed alpha is read while nothing else is there. */
    private static long lossyMemory(Size size) {
        return Vp8Frame.memory(size) + (COLORS + 1) * size.pixels();
    }

    @Override
    public Pixels decode(byte[] file, ImageHeader header) throws ImageException {
        ByteReader bytes = WebpHeader.riff(file);
        WebpHeader webp = WebpHeader.read(file);
        if (!webp.header().size().equals(header.size())) {
            throw Refusals.damaged("says " + header.size() + " in its header and "
                    + webp.header().size() + " later");
        }
        requireWhole(bytes);
        Optional<RiffChunk> alpha = Optional.empty();
        for (RiffChunk chunk = RiffChunk.first(bytes); chunk.isWhole(); chunk = next(chunk)) {
            if (chunk.is("VP8L")) {
                return placed(lossless(file, chunk, webp), webp);
            }
            if (chunk.is("VP8 ")) {
                return placed(lossy(file, chunk, alpha, webp), webp);
            }
            if (chunk.is("ALPH") && alpha.isEmpty() && header.alpha()) {
                alpha = Optional.of(chunk);
            }
        }
        throw Refusals.damaged("has no picture");
    }

    /** The chunk behind, or the first one in a frame. */
    private static RiffChunk next(RiffChunk chunk) throws ImageException {
        return chunk.is("ANMF") ? new RiffChunk(chunk.bytes(), chunk.content() + FRAME_HEAD_BYTES) : chunk.next();
    }

    /** Every chunk that begins must end. */
    private static void requireWhole(ByteReader bytes) throws ImageException {
        for (RiffChunk chunk = RiffChunk.first(bytes); chunk.isBegun(); chunk = chunk.next()) {
            if (!chunk.isWhole()) {
                throw Refusals.endsEarly();
            }
        }
    }

    private static Pixels lossy(byte[] file, RiffChunk chunk, Optional<RiffChunk> alpha, WebpHeader webp)
            throws ImageException {
        int from = (int) chunk.content();
        Vp8Header header = Vp8Header.read(file, from, from + (int) chunk.length());
        if (!header.size().equals(webp.frame())) {
            throw Refusals.damaged("says " + webp.frame() + " in its header and " + header.size() + " in its pixels");
        }
        List<Plane> planes = new ArrayList<>();
        if (alpha.isPresent()) {
            planes.add(AlphaChunk.read(file, alpha.get(), header.size()));
        }
        planes.addAll(0, FrameColors.of(Vp8Decoder.decode(header)));
        return new Pixels(alpha.isPresent() ? Layout.RGB_ALPHA : Layout.RGB, planes);
    }

    private static Pixels lossless(byte[] file, RiffChunk chunk, WebpHeader webp) throws ImageException {
        int from = (int) chunk.content();
        int end = from + (int) chunk.length();
        List<Plane> planes = LosslessDecoder.planes(
                file, from, end, webp.frame(), webp.header().alpha());
        return new Pixels(planes.size() > COLORS ? Layout.RGB_ALPHA : Layout.RGB, planes);
    }

    private static Pixels placed(Pixels frame, WebpHeader webp) {
        Size screen = webp.header().size();
        if (webp.frame().equals(screen)) {
            return frame;
        }
        Canvas canvas = new Canvas(screen);
        canvas.replace(new Box(webp.left(), webp.top(), webp.frame()), frame);
        return canvas.pixels(false);
    }
}
