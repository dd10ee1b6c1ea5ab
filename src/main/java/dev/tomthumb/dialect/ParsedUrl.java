package dev.tomthumb.dialect;

import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Watermark;
import java.util.ArrayList;
import java.util.List;

/**
 * A URL understood.
 *
 * @param image the picture that is meant
 * @param delivery what concerns this response alone
 */
public record ParsedUrl(ImageRequest image, Delivery delivery) {
    /** Every source it names: the original, pictures put on top, and what is shown when there is no original. */
    public List<SourceRef> sources() {
        List<SourceRef> sources = new ArrayList<>();
        sources.add(image.source());
        addWatermark(image.transform(), sources);
        image.then().forEach(pass -> addWatermark(pass, sources));
        delivery.fallback().ifPresent(sources::add);
        return List.copyOf(sources);
    }

    private static void addWatermark(Transform pass, List<SourceRef> to) {
        pass.watermark()
                .map(Watermark::content)
                .filter(Watermark.Content.Picture.class::isInstance)
                .map(Watermark.Content.Picture.class::cast)
                .ifPresent(picture -> to.add(picture.source()));
    }
}
