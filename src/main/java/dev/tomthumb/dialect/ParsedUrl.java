package dev.tomthumb.dialect;

import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageRequest;

/**
 * A URL understood.
 *
 * @param image the picture that is meant
 * @param delivery what concerns this response alone
 */
public record ParsedUrl(ImageRequest image, Delivery delivery) {}
