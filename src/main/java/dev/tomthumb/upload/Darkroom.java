package dev.tomthumb.upload;

import dev.tomthumb.codec.AnimationDecoder;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Frames;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.pipeline.Deadline;
import dev.tomthumb.pipeline.FileRules;
import dev.tomthumb.pipeline.Limits;
import dev.tomthumb.pipeline.OutputFormats;
import dev.tomthumb.pipeline.Qualities;
import dev.tomthumb.pipeline.RenderJob;
import dev.tomthumb.pipeline.RenderRules;
import dev.tomthumb.pipeline.Renderer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Where pixels are looked at: decoded to see that they can be, or decoded and written anew. */
final class Darkroom {
    /** Written once more, a photo shall look as it did. */
    private static final int QUALITY = 92;
    /** At most 256 x 256 pixels. */
    private static final Transform SMALL = new Transform(
            new Resize(Resize.Mode.FIT, OptionalInt.of(256), OptionalInt.of(256), false, 1),
            Gravity.CENTER,
            Optional.empty());

    private final Codecs codecs;
    private final UploadRules rules;

    Darkroom(Codecs codecs, UploadRules rules) {
        this.codecs = codecs;
        this.rules = rules;
    }

    /**
     * Decodes every frame.
     *
     * @param held bytes that the check holds meanwhile, {@code file} among them
     * @throws ImageException if one cannot be; {@code OVERLOADED} or {@code TIMEOUT} if there is neither memory nor time
     */
    void prove(byte[] file, ImageHeader header, long held, HeldRoom room, Deadline deadline) throws ImageException {
        Optional<AnimationDecoder> animation =
                header.frames() > 1 ? codecs.animationDecoder(header.format()) : Optional.empty();
        if (animation.isPresent()) {
            room.take(held + animation.get().memory(header));
            Frames frames = animation.get().open(file, header);
            while (frames.next().isPresent()) {
                deadline.check();
            }
            return;
        }
        // As a thumbnail is made, in bands: a photo of which one can be made need not fit into memory whole.
        run(file, ImageFormat.PNG, SMALL, held, room, deadline);
    }

    /**
     * The same picture, upright, in sRGB, without anything else, in its own format. An animation stays one.
     *
     * @param held as for {@link #prove}
     * @throws ImageException as {@link #prove}; {@code UNSUPPORTED_OUTPUT} if nobody here writes the format
     */
    byte[] rewrite(byte[] file, long held, HeldRoom room, Deadline deadline) throws ImageException {
        return run(file, codecs.header(file).format(), Transform.NONE, held, room, deadline);
    }

    private byte[] run(
            byte[] file, ImageFormat format, Transform transform, long held, HeldRoom room, Deadline deadline)
            throws ImageException {
        codecs.encoder(format);
        ImageRequest request = new ImageRequest(
                new SourceRef("upload", "/"),
                transform,
                new OutputSpec(Optional.of(format), OptionalInt.of(QUALITY)),
                Optional.empty());
        try (ScratchPool scratch = new ScratchPool(0)) {
            Renderer renderer = renderer(format, scratch);
            RenderJob job = renderer.prepare(file, request);
            room.take(held + job.memory());
            return renderer.run(job, deadline).bytes();
        }
    }

    private Renderer renderer(ImageFormat format, ScratchPool scratch) {
        return new Renderer(
                codecs,
                new Limits(
                        rules.maxPixels(),
                        OptionalInt.empty(),
                        rules.maxPixels(),
                        rules.maxFrames(),
                        OptionalLong.empty()),
                new OutputFormats(List.of(format)),
                Qualities.DEFAULT,
                new RenderRules(false, false, true, Set.of(), bare()),
                scratch);
    }

    private static FileRules bare() {
        FileRules usual = FileRules.DEFAULT;
        return new FileRules(
                true,
                false,
                usual.dpi(),
                usual.jpeg(),
                usual.colors(),
                usual.webp(),
                usual.avif(),
                usual.search(),
                usual.best(),
                false,
                false,
                usual.profiles());
    }
}
