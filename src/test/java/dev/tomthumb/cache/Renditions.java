package dev.tomthumb.cache;

import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Renditions to put into caches: random bytes, as encoded pictures look to a cache. */
public final class Renditions {
    public static final Instant MADE = Instant.parse("2026-03-01T12:00:00.123456789Z");

    private Renditions() {}

    /** A rendition whose every field follows from {@code seed}. */
    public static Rendition of(int seed, int bytes) {
        byte[] body = new byte[bytes];
        new Random(seed).nextBytes(body);
        return new Rendition(
                ImageFormat.WEBP,
                Optional.of(new Size(320 + seed, 200)),
                body,
                "\"tag-" + seed + "\"",
                MADE,
                new Validators(
                        Optional.of("\"original-" + seed + "\""), Optional.of(Instant.ofEpochSecond(1_700_000_000))),
                seed % 2 == 0 ? Visibility.PUBLIC : Visibility.PRIVATE,
                12_345L + seed);
    }

    /** The same with tags. */
    public static Rendition tagged(int seed, List<String> tags) {
        Rendition plain = of(seed, 100);
        return new Rendition(
                plain.format(),
                plain.size(),
                plain.body(),
                plain.entityTag(),
                plain.madeAt(),
                plain.original(),
                plain.visibility(),
                plain.originalBytes(),
                Optional.of(new Size(1600 + seed, 1000)),
                new Lifetime(Optional.of("max-age=" + seed), Optional.of(Instant.ofEpochSecond(1_800_000_000L, 5))),
                tags);
    }

    public static CacheKey key(int seed) {
        return new CacheKey("1f2e3d4c w:" + (320 + seed) + "/f:webp/s3://originals/고양이 " + seed + ".jpg");
    }
}
