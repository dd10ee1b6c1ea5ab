package dev.tomthumb;

import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which originals a request passes on as they are (imgproxy pipeline, 1.2): those of the formats that the server or the
 * URL lists, unless the URL names another format. One chosen by {@code Accept} is not named.
 */
final class Unprocessed {
    private Unprocessed() {}

    /**
     * @param image as its URL says it, not negotiated yet
     * @param everywhere formats that the server passes on
     */
    static ImageRequest weighed(ImageRequest image, Set<ImageFormat> everywhere) {
        boolean none = everywhere.isEmpty() && image.reading().unprocessed().isEmpty();
        if (none || image.output().verbatim()) {
            return image;
        }
        Set<ImageFormat> formats = EnumSet.noneOf(ImageFormat.class);
        formats.addAll(image.reading().unprocessed());
        formats.addAll(everywhere);
        image.output().format().ifPresent(named -> formats.retainAll(Set.of(named)));
        return formats.equals(image.reading().unprocessed())
                ? image
                : image.withReading(image.reading().withUnprocessed(formats));
    }
}
