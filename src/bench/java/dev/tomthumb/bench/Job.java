package dev.tomthumb.bench;

import java.util.List;
import java.util.Locale;

/**
 * A line of the table.
 *
 * @param picture the original
 * @param work what is made of it
 * @param bar the most processor time it may cost, as a share of what libvips takes
 */
record Job(Picture picture, Work work, double bar) {
    private static final int JPEG_QUALITY = 80;
    private static final int WEBP_QUALITY = 79;

    /** Every job that has a bar. */
    static List<Job> all() {
        return List.of(
                jpeg(Picture.S, 720, 0.65),
                jpeg(Picture.S, 320, 0.75),
                jpeg(Picture.S, 1600, 0.80),
                jpeg(Picture.M24, 320, 0.75),
                jpeg(Picture.M24, 720, 0.80),
                jpeg(Picture.M24, 1600, 0.88),
                jpeg(Picture.M12_PROGRESSIVE, 720, 0.52),
                jpeg(Picture.M24_PROGRESSIVE, 320, 0.08),
                new Job(Picture.M24, new Work(320, Work.Output.WEBP, WEBP_QUALITY), 1.0),
                new Job(Picture.M12_PNG, new Work(Picture.M12_PNG.width(), Work.Output.PIXELS, 100), 1.0));
    }

    /** Those whose name contains {@code part}, in whatever case. */
    static List<Job> matching(String part) {
        String wanted = part.toLowerCase(Locale.ROOT);
        return all().stream().filter(job -> job.name().contains(wanted)).toList();
    }

    private static Job jpeg(Picture picture, int width, double bar) {
        return new Job(picture, new Work(width, Work.Output.JPEG, JPEG_QUALITY), bar);
    }

    /** Such as {@code m24-320-jpeg}. */
    String name() {
        return picture.token() + "-" + work.width() + "-" + work.output().token();
    }
}
