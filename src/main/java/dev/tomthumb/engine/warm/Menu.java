package dev.tomthumb.engine.warm;

import dev.tomthumb.engine.Order;
import dev.tomthumb.model.ImageException;
import java.util.List;

/** What URLs mean. */
@FunctionalInterface
public interface Menu {
    /**
     * Every rendition that visitors of a URL shall find, each once.
     *
     * @throws ImageException the URL is none of a picture that can be made without its visitor
     */
    List<Order> orders(String url) throws ImageException;
}
