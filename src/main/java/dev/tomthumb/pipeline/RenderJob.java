package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.BodyType;
import dev.tomthumb.model.DocumentType;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.InfoSpec;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Watermark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A render that has passed every limit and only waits to be run: what {@link Renderer#prepare} returns. */
public sealed interface RenderJob {
    /** The original's format, by its content. */
    ImageFormat source();

    /** The original's size as stored, not turned; empty where its header was not read. */
    Optional<Size> sourceSize();

    /** The format of the file that will come out, as far as it is known before. */
    BodyType output();

    /** The most memory that {@link Renderer#run} will hold at once, in bytes, the original's own bytes not counted. */
    long memory();

    /**
     * An original passed on as it is.
     *
     * @param header what is known of it; empty for a format that nobody here reads
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Verbatim(byte[] original, ImageFormat source, Optional<ImageHeader> header) implements RenderJob {
        @Override
        public Optional<Size> sourceSize() {
            return header.map(ImageHeader::size);
        }

        @Override
        public ImageFormat output() {
            return source;
        }

        @Override
        public long memory() {
            return 0;
        }
    }

    /**
     * A rendition to be made.
     *
     * @param plan of the first pass; what depends on the pixels themselves is open yet
     * @param passes all of them
     * @param files how the file is written, the one that was planned for first; more than one if the smallest is to win
     * @param mayStay whether the original itself would do, as far as its pixels and metadata go
     * @param stamps what was made ready for the watermarks asked for
     * @param deep whether samples keep their 16 bits from the original to the file
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Making(
            byte[] original,
            RenderPlan plan,
            Passes passes,
            List<FilePlan> files,
            long memory,
            boolean mayStay,
            Map<Watermark, Stamp> stamps,
            boolean deep)
            implements RenderJob {
        /** How the file that was planned for is written. */
        public Encoding encoding() {
            return files.get(0).encoding();
        }

        /** Whether pixels may go into the file as soon as they are made. */
        boolean isStraight() {
            return files.size() == 1 && files.get(0).isStraight();
        }

        /** The same with more memory. */
        Making with(long changed) {
            return new Making(original, plan, passes, files, changed, mayStay, stamps, deep);
        }

        @Override
        public ImageFormat source() {
            return plan.original().format();
        }

        @Override
        public Optional<Size> sourceSize() {
            return Optional.of(plan.original().size());
        }

        @Override
        public ImageFormat output() {
            return passes.last().format();
        }
    }

    /**
     * A document about an original.
     *
     * @param header of the file
     * @param info what is told
     * @param small makes a small version of the picture; empty if no fact needs one
     * @param whole makes the picture in its own size; empty if no fact needs it
     * @param cut cuts out the part whose place is asked for; empty if none is
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Telling(
            byte[] original,
            ImageHeader header,
            InfoSpec info,
            Optional<RenderJob> small,
            Optional<RenderJob> whole,
            Optional<RenderJob> cut)
            implements RenderJob {
        /** The most that metadata need in the form of names and values, and as text. */
        private static final long MOST_METADATA = 32 << 20;

        @Override
        public ImageFormat source() {
            return header.format();
        }

        @Override
        public Optional<Size> sourceSize() {
            return Optional.of(header.size());
        }

        @Override
        public BodyType output() {
            return DocumentType.JSON;
        }

        /** The pictures are made one after the other. */
        @Override
        public long memory() {
            long pictures = Stream.of(small, whole, cut)
                    .flatMap(Optional::stream)
                    .mapToLong(RenderJob::memory)
                    .max()
                    .orElse(0);
            long colors = whole.flatMap(RenderJob::sourceSize).map(Size::pixels).orElse(0L) * Integer.BYTES;
            return pictures + colors + Math.min(MOST_METADATA, 8L * original.length);
        }
    }

    /**
     * A rendition to be made of several frames, or of one that is not the first.
     *
     * @param each what happens to every frame, or to all of them under each other
     * @param frames which
     */
    record Moving(Making each, Sequence frames, long memory) implements RenderJob {
        @Override
        public ImageFormat source() {
            return each.source();
        }

        @Override
        public Optional<Size> sourceSize() {
            return each.sourceSize();
        }

        @Override
        public ImageFormat output() {
            return each.output();
        }
    }
}
