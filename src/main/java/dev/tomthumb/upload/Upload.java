package dev.tomthumb.upload;

import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** What came of a check. */
public sealed interface Upload {
    /**
     * It may be stored.
     *
     * @param bytes what to store; not what was sent where {@code changes} has something of it
     * @param format by content
     * @param size as a viewer sees it
     * @param frames at least 1
     * @param fileName safe, with the extension of {@code format}
     * @param changes what differs from what was sent
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Accepted(byte[] bytes, ImageFormat format, Size size, int frames, String fileName, Set<Change> changes)
            implements Upload {
        /** The changes are copied, the bytes are not. */
        public Accepted {
            changes = Set.copyOf(changes);
        }

        /**
         * Stores it under its name, or the first free one of {@code name-2}, {@code name-3}, …: nothing is ever
         * overwritten. A reader sees the whole file or none, also after a power cut.
         *
         * @param directory must exist
         * @return the file
         * @throws IOException if it cannot be written; nothing is left behind then
         */
        public Path store(Path directory) throws IOException {
            return FileStore.store(bytes, directory, fileName);
        }

        /** The type to send it with. */
        public String mediaType() {
            return format.mediaType();
        }
    }

    /**
     * It must not be stored.
     *
     * @param problem why
     * @param sentence for the sender: what is wrong, and what is accepted; text, to be escaped in HTML
     */
    record Refused(Problem problem, String sentence) implements Upload {
        /** The stable word for it, e.g. {@code not-an-image}. */
        public String code() {
            return problem.code();
        }
    }

    /** What a check has changed. */
    enum Change {
        /** The submitted name was not safe, or not of the content's type. */
        RENAMED,
        /** Metadata, comments or unknown parts were taken out. */
        METADATA_REMOVED,
        /** Something that followed the picture's end was cut off. */
        TAIL_REMOVED,
        /** It was decoded and written anew. */
        REWRITTEN,
        /** Scripts and links were taken out of a drawing. */
        SANITIZED
    }
}
