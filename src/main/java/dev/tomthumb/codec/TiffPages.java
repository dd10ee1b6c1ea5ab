package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The pages of a TIFF: its directories, each of which names the next (TIFF 6.0, section 2). */
public final class TiffPages {
    /** More are not looked for; each may hold a picture of its own. */
    public static final int MAX_PAGES = 10_000;

    private TiffPages() {}

    /** How many pages there are, at least 1, at most {@link #MAX_PAGES}; a chain that is damaged ends there. */
    public static int count(byte[] file) {
        return Math.max(1, directories(file, MAX_PAGES).size());
    }

    private static List<Long> directories(byte[] file, int most) {
        ByteReader any = ByteReader.bigEndian(file, "TIFF");
        ByteReader bytes = any.ordered(any.isText(0, "II"));
        List<Long> found = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        try {
            long at = bytes.u32(4);
            while (at != 0 && found.size() < most && seen.add(at)) {
                long next = bytes.u32(at + 2 + 12L * bytes.u16(at));
                found.add(at);
                at = next;
            }
        } catch (ImageException damaged) {
            return found;
        }
        return found;
    }

    /**
     * The file with another page as its first; itself for page 0.
     *
     * @param page from 0
     * @throws ImageException {@code UNSUPPORTED_INPUT} if there is no such page
     */
    public static byte[] from(byte[] file, int page) throws ImageException {
        if (page == 0) {
            return file;
        }
        List<Long> directories = directories(file, Math.min(page, MAX_PAGES - 1) + 1);
        if (directories.size() <= page) {
            throw new ImageException(
                    Problem.UNSUPPORTED_INPUT,
                    "The original has no page " + page + "; it has " + count(file) + ", counted from 0.");
        }
        byte[] copy = file.clone();
        begin(copy, directories.get(page));
        return copy;
    }

    private static void begin(byte[] file, long directory) {
        ByteBuffer.wrap(file)
                .order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .putInt(4, (int) directory);
    }

    /** A file of which one page after the other becomes the first, without a copy for each. */
    public static final class Walk {
        private final byte[] file;
        private final List<Long> directories;
        private int next;

        /** @param file copied once */
        public Walk(byte[] file) {
            this.file = file.clone();
            this.directories = directories(file, MAX_PAGES);
        }

        /** Whether there is a further page. */
        public boolean hasNext() {
            return next < directories.size();
        }

        /** The file, the next page its first; changed by the next call. */
        public byte[] next() {
            begin(file, directories.get(next++));
            return file;
        }
    }

    /**
     * What the header of one picture would say that has so many pages under each other, or as many as there are; all of
     * them at the left.
     *
     * @param first what the header of {@code file} says
     */
    public static ImageHeader stacked(byte[] file, ImageHeader first, int pages) throws ImageException {
        long width = first.size().width();
        long height = first.size().height();
        int channels = first.channels();
        int bits = first.bitsPerSample();
        Walk walk = new Walk(file);
        walk.next();
        for (int page = 1; page < pages && walk.hasNext(); page++) {
            ImageHeader next = TiffHeader.read(walk.next());
            width = Math.max(width, next.size().width());
            height += next.size().height();
            channels = Math.max(channels, next.channels());
            bits = Math.max(bits, next.bitsPerSample());
        }
        if (height > Integer.MAX_VALUE) {
            throw new ImageException(
                    Problem.ORIGINAL_TOO_LARGE, "The pages asked for are " + height + " pixels high together.");
        }
        return new ImageHeader(
                first.format(),
                new Size((int) width, (int) height),
                first.orientation(),
                1,
                true,
                bits,
                channels,
                false,
                false,
                first.components(),
                first.profile());
    }

    /** What the header of the first page says. */
    public static ImageHeader header(byte[] file) throws ImageException {
        return TiffHeader.read(file);
    }
}
