package dev.tomthumb.dialect;

import dev.tomthumb.model.Color;
import dev.tomthumb.model.Crop;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.Effects;
import dev.tomthumb.model.Extend;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputOptions;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Padding;
import dev.tomthumb.model.Reading;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Trim;
import dev.tomthumb.model.Turn;
import dev.tomthumb.model.Watermark;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Requests of all kinds, in the one form that each meaning has: each part is there in about one of three. */
final class RandomRequests {
    private final Random random;
    private final boolean query;

    /** @param query only what the query language has words for */
    RandomRequests(long seed, boolean query) {
        this.random = new Random(seed);
        this.query = query;
    }

    ImageRequest image(SourceRef source) {
        Transform first = transform();
        List<Transform> then =
                query || first.equals(Transform.NONE) || random.nextInt(4) > 0 ? List.of() : laterPasses();
        return new ImageRequest(source, reading(), first, then, output(), maybe(() -> "v-1"));
    }

    private List<Transform> laterPasses() {
        return IntStream.range(0, 1 + random.nextInt(2))
                .mapToObj(i -> transform())
                .filter(pass -> !pass.equals(Transform.NONE))
                .toList();
    }

    Delivery delivery() {
        Optional<Instant> expires = maybe(() -> Instant.ofEpochSecond(2_000_000_000));
        boolean attachment = random.nextBoolean();
        if (query) {
            Optional<String> name = attachment ? maybe(() -> "고양이 1") : Optional.empty();
            return new Delivery(Delivery.QUERY, expires, List.of(), name, attachment);
        }
        return new Delivery(
                Delivery.IMGPROXY,
                expires,
                List.of(),
                maybe(() -> "고양이 1"),
                attachment,
                random.nextInt(3) == 0 ? List.of("a-1", "b%20c") : List.of(),
                random.nextInt(5) == 0,
                false,
                maybe(() -> new SourceRef("s3", "//b/fallback é.png")));
    }

    private Transform transform() {
        Resize resize = resize();
        boolean boxed = resize.width().isPresent() && resize.height().isPresent();
        boolean sided = resize.width().isPresent() || resize.height().isPresent();
        boolean covers = boxed && resize.mode() != Resize.Mode.FIT && resize.mode() != Resize.Mode.FORCE;
        boolean cuts = covers
                || sided && (resize.minWidth().isPresent() || resize.minHeight().isPresent());
        Gravity gravity = cuts ? gravity(true) : Gravity.CENTER;
        Optional<Color> background = maybe(this::color);
        return new Transform(
                maybe(() -> new Trim(number(), maybe(this::color), random.nextBoolean(), random.nextBoolean())),
                maybe(() -> crop(gravity)),
                resize,
                new Turn(
                        maybe(random::nextBoolean), 90 * random.nextInt(4), random.nextBoolean(), random.nextBoolean()),
                gravity,
                effects(),
                sided ? maybe(() -> new Extend(gravity(false))) : Optional.empty(),
                boxed ? maybe(() -> new Extend(gravity(false))) : Optional.empty(),
                random.nextInt(3) == 0 ? new Padding(whole(), whole(), whole(), whole()) : Padding.NONE,
                background,
                background.isPresent() && random.nextBoolean()
                        ? OptionalDouble.of(random.nextInt(100) / 100.0)
                        : OptionalDouble.empty(),
                maybe(this::watermark));
    }

    private Crop crop(Gravity general) {
        Optional<Crop.Aspect> aspect = maybe(() -> new Crop.Aspect(1 / number(), random.nextBoolean()));
        double width = aspect.isPresent() ? random.nextInt(3) : 0.25 + random.nextInt(300);
        return new Crop(
                width, random.nextInt(3) * 100, maybe(() -> gravity(true)).filter(own -> !own.equals(general)), aspect);
    }

    private Resize resize() {
        OptionalInt width = side();
        OptionalInt height = side();
        boolean boxed = width.isPresent() && height.isPresent();
        Resize.Mode mode = Resize.Mode.FIT;
        if (boxed) {
            List<Resize.Mode> modes = query
                    ? List.of(Resize.Mode.FIT, Resize.Mode.FILL_DOWN, Resize.Mode.FORCE)
                    : List.of(Resize.Mode.values());
            mode = modes.get(random.nextInt(modes.size()));
        }
        boolean sided = width.isPresent() || height.isPresent();
        return new Resize(
                mode,
                width,
                height,
                sided && random.nextBoolean(),
                List.of(1.0, 1.0, 2.0, 1.5, 1.0 / 3).get(random.nextInt(5)),
                random.nextInt(3) == 0 ? number() : 1,
                random.nextInt(3) == 0 ? number() : 1,
                side(),
                side(),
                sided ? maybe(() -> any(Resize.Kernel.values())) : Optional.empty());
    }

    private Gravity gravity(boolean smart) {
        Gravity.Type type = any(Gravity.Type.values());
        if (type == Gravity.Type.SMART) {
            return smart ? new Gravity(type, 0, 0) : Gravity.CENTER;
        }
        return type == Gravity.Type.FOCAL_POINT
                ? new Gravity(type, share(), share())
                : new Gravity(type, random.nextInt(41) - 20, random.nextInt(3) * 0.125);
    }

    private Effects effects() {
        return new Effects(
                perhaps(),
                perhaps(),
                random.nextInt(3) == 0 ? 2 + random.nextInt(50) : 0,
                maybe(() -> new Effects.UnsharpMask(random.nextBoolean(), number(), number())),
                new Effects.Adjust(random.nextInt(511) - 255, number(), perhaps()),
                maybe(() -> new Effects.Monochrome(shareAboveZero(), color())),
                maybe(() -> new Effects.Duotone(shareAboveZero(), color(), color())),
                maybe(() -> new Effects.Colorize(shareAboveZero(), color(), random.nextBoolean())),
                maybe(() -> new Effects.Gradient(shareAboveZero(), color(), random.nextInt(360), share(), share())),
                areas(),
                maybe(() -> new Effects.ProgressiveBlur(number(), random.nextInt(360), share(), share())));
    }

    private List<Effects.BlurArea> areas() {
        double sigma = number();
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> new Effects.BlurArea(sigma, share(), share(), shareAboveZero(), shareAboveZero()))
                .toList();
    }

    private Watermark watermark() {
        boolean scaled = random.nextBoolean();
        return new Watermark(
                shareAboveZero(),
                any(Watermark.Position.values()),
                random.nextInt(21) - 10,
                share(),
                scaled ? number() : 0,
                content(),
                scaled ? OptionalInt.empty() : side(),
                scaled ? OptionalInt.empty() : side(),
                random.nextInt(360),
                perhaps());
    }

    private Watermark.Content content() {
        return switch (random.nextInt(query ? 2 : 3)) {
            case 0 -> new Watermark.Content.Configured();
            case 1 ->
                new Watermark.Content.Text(
                        "© 고양이 & <co>, &lt; \"1\" 'x'\n2",
                        maybe(() -> "Noto Sans"),
                        random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(99)) : OptionalInt.empty(),
                        maybe(this::color));
            default -> new Watermark.Content.Picture(new SourceRef("s3", "//b/logo é.png"));
        };
    }

    private Reading reading() {
        Reading.Limits limits = query || random.nextInt(3) > 0
                ? Reading.Limits.SERVER
                : new Reading.Limits(
                        OptionalDouble.of(number()),
                        OptionalLong.of(5_000_000_000L),
                        OptionalInt.of(7),
                        OptionalDouble.of(number()),
                        OptionalInt.of(500));
        return new Reading(
                side(),
                random.nextInt(3) == 0 ? OptionalInt.of(2 + random.nextInt(5)) : OptionalInt.empty(),
                random.nextBoolean(),
                query ? Optional.empty() : maybe(random::nextBoolean),
                query ? Optional.empty() : maybe(() -> "svg{fill:red}/*고*/"),
                query || random.nextBoolean() ? Set.of() : EnumSet.of(ImageFormat.SVG, any(ImageFormat.values())),
                query ? Optional.empty() : maybe(() -> new Reading.Hashsum("md5", "0123456789abcdef0123456789abcdef")),
                limits);
    }

    private OutputSpec output() {
        Optional<ImageFormat> format = maybe(() -> any(ImageFormat.values()));
        OptionalInt quality = random.nextInt(3) == 0 ? OptionalInt.of(1 + random.nextInt(100)) : OptionalInt.empty();
        return new OutputSpec(false, format, quality, options(format.isEmpty(), quality.isEmpty()));
    }

    private OutputOptions options(boolean open, boolean openQuality) {
        Map<ImageFormat, Integer> qualities = new EnumMap<>(ImageFormat.class);
        if (openQuality && random.nextBoolean()) {
            qualities.put(any(ImageFormat.values()), 1 + random.nextInt(100));
            qualities.put(any(ImageFormat.values()), 1 + random.nextInt(100));
        }
        return new OutputOptions(
                open && random.nextBoolean(),
                qualities,
                side(),
                maybe(this::search),
                new OutputOptions.Metadata(
                        maybe(random::nextBoolean), maybe(random::nextBoolean), maybe(random::nextBoolean)),
                maybe(random::nextBoolean),
                maybe(() -> "display-p3"),
                random.nextInt(3) == 0 ? OptionalDouble.of(number()) : OptionalDouble.empty(),
                new OutputOptions.Jpeg(
                        maybe(random::nextBoolean),
                        maybe(random::nextBoolean),
                        maybe(random::nextBoolean),
                        maybe(random::nextBoolean),
                        maybe(random::nextBoolean),
                        random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(9))),
                new OutputOptions.Png(
                        maybe(random::nextBoolean),
                        maybe(random::nextBoolean),
                        random.nextBoolean() ? OptionalInt.of(2 + random.nextInt(255)) : OptionalInt.empty()),
                new OutputOptions.Webp(
                        maybe(() -> any(OutputOptions.Webp.Compression.values())),
                        maybe(random::nextBoolean),
                        maybe(() -> "photo")),
                maybe(() -> "off"));
    }

    private OutputOptions.Autoquality search() {
        int least = 1 + random.nextInt(50);
        return random.nextBoolean()
                ? new OutputOptions.Autoquality(
                        OutputOptions.Autoquality.Method.SIZE, 1 + random.nextInt(9999), least, least + 40, 0)
                : new OutputOptions.Autoquality(
                        OutputOptions.Autoquality.Method.DSSIM, number(), least, least + 40, perhaps());
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private OptionalInt side() {
        return random.nextInt(3) == 0 ? OptionalInt.of(1 + random.nextInt(9999)) : OptionalInt.empty();
    }

    private int whole() {
        return random.nextInt(100);
    }

    /** Above 0, with all digits a double has. */
    private double number() {
        return random.nextInt(4) == 0 ? 1 + random.nextInt(20) : random.nextDouble() * 20 + 1e-9;
    }

    private double perhaps() {
        return random.nextInt(3) == 0 ? number() : 0;
    }

    private double share() {
        return random.nextInt(4) == 0 ? random.nextInt(2) : random.nextDouble();
    }

    private double shareAboveZero() {
        return 1 - random.nextDouble();
    }

    private Color color() {
        return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }
}
