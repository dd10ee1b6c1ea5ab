package dev.tomthumb.bench;

import com.sun.management.ThreadMXBean;
import dev.tomthumb.model.Crop;
import dev.tomthumb.model.Effects;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Turn;
import dev.tomthumb.model.Watermark;
import dev.tomthumb.samples.TestPictures;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What options cost beside the bare resize: processor time of each request as a share of that of the bare one made right
 * before it. {@code bench.rounds} pairs are measured, after as many that are not.
 */
public final class Extras {
    private static final int SIDE = 720;
    private static final int QUALITY = 80;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Options options = Options.here();

    private Extras() {}

    /** @param arguments none; see {@link Options} */
    public static void main(String[] arguments) throws IOException, ImageException {
        new Extras().run();
    }

    private void run() throws IOException, ImageException {
        byte[] original = Files.readAllBytes(Pictures.of(options).file(Picture.M12));
        byte[] mark = TestPictures.png(TestPictures.alphaRamp(400, 200, 0x2040e0));
        Surroundings.print(System.out);
        try (Engine engine = Engine.withWatermark(mark)) {
            for (Map.Entry<String, Transform> extra : extras().entrySet()) {
                System.out.println(extra.getKey() + ": " + share(engine, original, extra.getValue()));
            }
        }
    }

    private Spread share(Engine engine, byte[] original, Transform extra) throws ImageException {
        ImageRequest bare = request(transform(Turn.BY_SETTING, Optional.empty(), Effects.NONE, Optional.empty()));
        List<Double> shares = new ArrayList<>();
        for (int round = 0; round < 2 * options.rounds(); round++) {
            double without = nanos(engine, original, bare);
            double with = nanos(engine, original, request(extra));
            if (round >= options.rounds()) {
                shares.add(with / without);
            }
        }
        return Spread.of(shares.stream().mapToDouble(share -> share));
    }

    private long nanos(Engine engine, byte[] original, ImageRequest request) throws ImageException {
        long start = threads.getCurrentThreadCpuTime();
        engine.render(original, request);
        return threads.getCurrentThreadCpuTime() - start;
    }

    private static Map<String, Transform> extras() {
        Turn turn = new Turn(Optional.empty(), 90, false, false);
        Optional<Crop> crop = Optional.of(new Crop(0.9, 0.9, Optional.empty(), Optional.empty()));
        Optional<Watermark> mark = Optional.of(mark());
        Map<String, Transform> extras = new LinkedHashMap<>();
        extras.put("the same again", transform(Turn.BY_SETTING, Optional.empty(), Effects.NONE, Optional.empty()));
        extras.put("watermark", transform(Turn.BY_SETTING, Optional.empty(), Effects.NONE, mark));
        extras.put("rotate, crop and watermark", transform(turn, crop, Effects.NONE, mark));
        extras.put("blur", transform(Turn.BY_SETTING, Optional.empty(), blur(5), Optional.empty()));
        extras.put("blur by 50", transform(Turn.BY_SETTING, Optional.empty(), blur(50), Optional.empty()));
        return extras;
    }

    private static Effects blur(double sigma) {
        Effects none = Effects.NONE;
        return new Effects(
                sigma,
                none.sharpen(),
                none.pixelate(),
                none.unsharp(),
                none.adjust(),
                none.monochrome(),
                none.duotone(),
                none.colorize(),
                none.gradient(),
                none.blurAreas(),
                none.progressiveBlur());
    }

    private static Watermark mark() {
        return new Watermark(
                0.7,
                Watermark.Position.SOUTH_EAST,
                10,
                10,
                0.25,
                new Watermark.Content.Configured(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                0,
                0);
    }

    private static Transform transform(Turn turn, Optional<Crop> crop, Effects effects, Optional<Watermark> watermark) {
        Transform none = Transform.NONE;
        return new Transform(
                none.trim(),
                crop,
                new Resize(Resize.Mode.FIT, OptionalInt.of(SIDE), OptionalInt.of(SIDE), false, 1),
                turn,
                none.gravity(),
                effects,
                none.extend(),
                none.extendAspectRatio(),
                none.padding(),
                none.background(),
                none.backgroundOpacity(),
                watermark);
    }

    private static ImageRequest request(Transform transform) {
        return Engine.request(SIDE, ImageFormat.JPEG, QUALITY).withTransform(transform);
    }
}
