package dev.tomthumb.codec.jpeg.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.JpegCoding;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.PictureWriter;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever the samples, what is written is a JPEG that libjpeg reads without a warning. */
class JpegEncoderPropertyTest {
    private static final float[] EXTREMES = {
        0,
        255,
        -0f,
        -60,
        320,
        1e30f,
        -1e30f,
        Float.MAX_VALUE,
        Float.MIN_VALUE,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        127.5f
    };

    private final ScratchPool pool = new ScratchPool(1 << 26);

    /** What blocks are filled with. */
    enum Content {
        EXTREMES,
        BLACK_AND_WHITE,
        NOISE,
        STRIPES,
        CHECKS
    }

    @Property(tries = 300)
    void everyPictureCanBeDecoded(
            @ForAll Content content,
            @ForAll @IntRange(min = 1, max = 60) int width,
            @ForAll @IntRange(min = 1, max = 150) int height,
            @ForAll @IntRange(min = 1, max = 100) int quality,
            @ForAll ChromaSubsampling chroma,
            @ForAll boolean grey,
            @ForAll Random random)
            throws ImageException {
        Columns.Samples samples = samples(content, random);
        Layout layout = grey ? Layout.GREY : Layout.YCBCR;
        long seed = random.nextLong();
        Pixels baseline = written(samples, random, seed, new Size(width, height), layout, quality, chroma, false);
        Pixels progressive = written(samples, random, seed, new Size(width, height), layout, quality, chroma, true);
        assertThat(new Size(baseline.width(), baseline.height())).isEqualTo(new Size(width, height));
        assertThat(Pictures.psnr(baseline, progressive)).isEqualTo(99);
    }

    private Pixels written(
            Columns.Samples samples,
            Random random,
            long seed,
            Size size,
            Layout layout,
            int quality,
            ChromaSubsampling chroma,
            boolean progressive)
            throws ImageException {
        random.setSeed(seed);
        JpegEncoder encoder = new JpegEncoder(pool).withChroma(chroma);
        try (Scratch scratch = pool.lease()) {
            PictureWriter writer = encoder.begin(size, layout, JpegEncoderTest.encoding(quality, progressive), scratch);
            Columns.feed(writer.plane(0), size.width(), size.height(), samples);
            Sampling sampling = chroma.sampling();
            for (int i = 1; i < layout.planes(); i++) {
                Columns.feed(writer.plane(i), sampling.across(size.width()), sampling.down(size.height()), samples);
            }
            return LibjpegDecoder.decode(writer.finish());
        }
    }

    private static Columns.Samples samples(Content content, Random random) {
        return switch (content) {
            case EXTREMES -> (x, y) -> EXTREMES[random.nextInt(EXTREMES.length)];
            case BLACK_AND_WHITE -> (x, y) -> random.nextInt(9) == 0 ? 255 : 0;
            case NOISE -> (x, y) -> random.nextFloat() * 400 - 70;
            case STRIPES -> (x, y) -> x % 8 < 2 || x % 8 > 5 ? 1000 : -1000;
            case CHECKS -> (x, y) -> (x / 2 + y / 2) % 2 == 0 ? 1000 : -1000;
        };
    }

    /** T.81, table F.1 and F.2: DC differences are below 2048, other coefficients below 1024. */
    @Property(tries = 200)
    void coefficientsFitTheirCategories(@ForAll Content content, @ForAll Random random) throws ImageException {
        Columns.Samples samples = samples(content, random);
        try (Scratch scratch = pool.lease()) {
            CodedPicture picture = new CodedPicture(
                    new Size(64, 64),
                    Layout.GREY,
                    ChromaSubsampling.NONE,
                    new QuantizationTables(100, JpegCoding.DEFAULT),
                    true,
                    scratch);
            CodedComponent component = picture.components().get(0);
            Columns.feed(component.sink(), 64, 64, samples);
            picture.interleaved((index, x, y) -> fits(component.blocks(), x, y));
        }
    }

    private static void fits(ComponentBlocks blocks, int x, int y) {
        assertThat(blocks.dc(x, y)).isBetween(-1024, 1023);
        long mask = 0;
        for (int k = 0; k < 64; k++) {
            int value = LittleEndian.getShort(blocks.stripe(y), blocks.at(x, y) + 2 * k);
            mask |= value == 0 ? 0 : 1L << k;
            if (k > 0) {
                assertThat(value).isBetween(-1023, 1023);
            }
        }
        assertThat(blocks.mask(x, y)).isEqualTo(mask);
    }

    @Property(tries = 20)
    void sameSamplesMakeTheSameFile(@ForAll Random random) throws ImageException {
        Pixels pixels = Pictures.waves(Layout.RGB, 1 + random.nextInt(90), 1 + random.nextInt(90));
        JpegEncoder encoder = new JpegEncoder(pool);
        for (boolean progressive : List.of(true, false)) {
            byte[] first = encoder.encode(pixels, JpegEncoderTest.encoding(85, progressive));
            assertThat(encoder.encode(pixels, JpegEncoderTest.encoding(85, progressive)))
                    .isEqualTo(first);
        }
    }
}
