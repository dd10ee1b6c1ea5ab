package dev.tomthumb.engine.warm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.engine.Order;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PopularTest {
    private static void ask(Popular popular, String name, int times, String... tags) {
        Order order = Orders.of(name);
        for (int i = 0; i < times; i++) {
            popular.asked(CacheKey.of("test", order.image()), () -> order, List.of(tags));
        }
    }

    @Test
    void thoseThatAPurgeMeansAreNamedByHowOftenTheyWereAskedFor() {
        Popular popular = new Popular(2);
        ask(popular, "a.jpg", 1);
        ask(popular, "b.jpg", 3, "red");
        ask(popular, "c.jpg", 2, "red");

        assertThat(popular.meant(List.of(new Invalidation.Everything())))
                .extracting(Order::image)
                .containsExactly(Orders.of("b.jpg").image(), Orders.of("c.jpg").image());
        assertThat(popular.meant(List.of(new Invalidation.OfTag("Red"))))
                .extracting(Order::image)
                .containsExactly(Orders.of("b.jpg").image(), Orders.of("c.jpg").image());
        assertThat(popular.meant(List.of(new Invalidation.OfOriginal("s3://bucket/a.jpg"))))
                .extracting(Order::image)
                .containsExactly(Orders.of("a.jpg").image());
        assertThat(popular.meant(List.of(new Invalidation.OfOriginal("s3://bucket/d.jpg"))))
                .extracting(Order::image)
                .isEmpty();
    }

    @Test
    void aSweepOfManyNeitherTakesMoreRoomNorHidesWhatIsPopular() {
        Popular popular = new Popular(1);
        ask(popular, "hot.jpg", 1000);

        for (int i = 0; i < 10_000; i++) {
            ask(popular, i + ".jpg", 1);
            ask(popular, "hot.jpg", 1);
        }

        assertThat(popular.size()).isLessThanOrEqualTo(popular.capacity());
        assertThat(popular.meant(List.of(new Invalidation.Everything())))
                .extracting(Order::image)
                .containsExactly(Orders.of("hot.jpg").image());
    }
}
