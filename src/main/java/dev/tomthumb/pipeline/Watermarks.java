package dev.tomthumb.pipeline;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Watermark;
import dev.tomthumb.pixel.text.Fonts;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What watermarks are made of beside the request: the server's own picture, opacity and fonts. Serves all threads. */
public final class Watermarks {
    /** None is configured; texts and pictures of the request work. */
    public static final Watermarks NONE = new Watermarks(Own.NONE, 1, Fonts.LOGICAL_ONLY);

    private final Own own;
    private final double opacity;
    private final Fonts fonts;
    private final AtomicReference<byte @Nullable []> fetched = new AtomicReference<>();

    /**
     * The server's own watermark; at most one of both is there.
     *
     * @param file a picture's bytes, not copied
     * @param source where it is fetched from when it is first needed
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Own(Optional<byte[]> file, Optional<SourceRef> source) {
        /** There is none. */
        public static final Own NONE = new Own(Optional.empty(), Optional.empty());
    }

    /**
     * @param own the server's own watermark
     * @param opacity what every watermark's is multiplied with, 0..1
     * @param fonts for texts
     */
    public Watermarks(Own own, double opacity, Fonts fonts) {
        this.own = own;
        this.opacity = opacity;
        this.fonts = fonts;
    }

    /** What every watermark's opacity is multiplied with. */
    double opacity() {
        return opacity;
    }

    Fonts fonts() {
        return fonts;
    }

    /** Where the picture lies that must be fetched before this watermark can be made, if there is such a one. */
    public Optional<SourceRef> toFetch(Watermark watermark) {
        if (watermark.opacity() * opacity == 0) {
            return Optional.empty();
        }
        if (watermark.content() instanceof Watermark.Content.Picture picture) {
            return Optional.of(picture.source());
        }
        boolean needed = watermark.content() instanceof Watermark.Content.Configured && fetched.get() == null;
        return needed ? own.source() : Optional.empty();
    }

    /**
     * The file of the picture.
     *
     * @param bytes what lay where {@link #toFetch} said; empty if it said nothing
     * @throws ImageException {@code BAD_OPTION} if the server has none of its own
     */
    byte[] file(Watermark watermark, Optional<byte[]> bytes) throws ImageException {
        if (watermark.content() instanceof Watermark.Content.Configured) {
            return own.file().or(() -> once(bytes)).orElseThrow(Watermarks::noneIsSet);
        }
        return bytes.orElseThrow(() -> new IllegalStateException("the watermark's picture was not fetched"));
    }

    /** What was fetched first stays: later bytes belong to a picture of a request. */
    private Optional<byte[]> once(Optional<byte[]> bytes) {
        if (own.source().isPresent() && bytes.isPresent()) {
            fetched.compareAndSet(null, bytes.get());
        }
        return Optional.ofNullable(fetched.get());
    }

    private static ImageException noneIsSet() {
        return new ImageException(
                Problem.BAD_OPTION,
                "The URL asks for this server's watermark, and none is set; tomthumb.watermark.path,"
                        + " tomthumb.watermark.data or tomthumb.watermark.url sets one.");
    }
}
