package dev.tomthumb;

import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.upload.UploadCheck;
import dev.tomthumb.upload.UploadRules;
import java.time.InstantSource;

/**
 * The check of uploads by itself, for an application that does not run {@link Tomthumb}: a batch import, a test. Open it
 * once, use it from any number of threads, close it with the application. Beside a running product take {@link
 * Tomthumb#uploads()}, which shares its memory budget.
 */
public final class Uploads implements AutoCloseable {
    /** Of the heap; the rest is the application's. */
    private static final int SHARE_OF_HEAP = 4;

    private static final int MOST_WAITING = 64;
    private static final int PNG_LEVEL = 6;

    private final ScratchPool scratch = new ScratchPool(0);
    private final ProductCodecs codecs = new ProductCodecs(false, PNG_LEVEL, scratch);
    private final UploadCheck check;

    private Uploads(UploadRules rules) {
        RenderPermits permits = new RenderPermits(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, MOST_WAITING);
        check = new UploadCheck(rules, codecs.codecs(), permits, InstantSource.system());
    }

    /** Loads the codecs; JPEG, PNG, GIF, WebP, BMP, TIFF, ICO and SVG. All checks together take a quarter of the heap. */
    public static Uploads open(UploadRules rules) {
        return new Uploads(rules);
    }

    /** The check. Usable until {@link #close}. */
    public UploadCheck check() {
        return check;
    }

    @Override
    public void close() {
        codecs.close();
        scratch.close();
    }
}
