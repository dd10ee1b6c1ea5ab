package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Planes that come in bands, over several arrays a row and at scales of their own, as a JPEG decoder hands them out. */
class PlaneBandsTest {
    private static final double PERIOD = 40;

    /** A smooth picture, by where a point lies in it; one value for each plane. */
    private static double shade(int plane, double x, double y) {
        return 128 + 90 * Math.sin(x / PERIOD + plane) * Math.cos(y / PERIOD - plane);
    }

    /** What a decoder makes of {@link #shade}: each sample is the value at its centre. */
    private record Phased(Layout layout, Size picture, List<Double> shares, int phases, int band) implements Bands {
        @Override
        public List<Grid> grids() {
            List<Grid> grids = new ArrayList<>();
            for (double share : shares) {
                double spanX = picture.width() * share;
                double spanY = picture.height() * share;
                int width = (int) Math.ceil(spanX);
                grids.add(new Grid(width, (int) Math.ceil(spanY), spanX, spanY, phases, width / phases + 3, band));
            }
            return grids;
        }

        @Override
        public void decode(List<RowSink> sinks, Checkpoint checkpoint) throws ImageException {
            int height = grids().get(0).height();
            for (int top = 0; top < height; top += band) {
                for (int i = 0; i < sinks.size(); i++) {
                    fill(i, top, sinks.get(i));
                }
            }
        }

        private void fill(int plane, int top, RowSink sink) throws ImageException {
            Grid grid = grids().get(plane);
            if (top >= grid.height()) {
                return;
            }
            for (int y = top; y < top + band; y++) {
                float[][] row = sink.row(y);
                for (int x = 0; x < grid.places() * phases; x++) {
                    double share = shares.get(plane);
                    row[x % phases][x / phases] =
                            x < grid.width() ? (float) shade(plane, (x + 0.5) / share, (y + 0.5) / share) : 1e9f;
                }
            }
            sink.complete(top + band);
        }
    }

    private static Pixels resampled(Bands bands, Size scaled, Box window, int orientation, Sampling chroma)
            throws ImageException {
        // How many pixels the picture has does not matter where all of it is scaled.
        Scaling scaling = new Scaling(
                scaled,
                Box.whole(scaled),
                scaled,
                window,
                Orientation.ofExif(orientation),
                Transfer.STORED,
                Scaling.STANDARD);
        try (ScratchPool pool = new ScratchPool(0)) {
            return new Resample(scaling, pool.lease()).pixels(bands, chroma, Checkpoint.NONE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // phases, rows in a band, share of luma, of chroma
        "1, 1,  1,     1",
        "8, 8,  1,     0.5",
        "3, 6,  0.375, 0.1875",
        "5, 10, 0.625, 0.5",
        "2, 4,  0.25,  0.125",
    })
    void aPointStaysWhereItIsInThePictureWhateverItIsDecodedTo(int phases, int band, double luma, double chroma)
            throws ImageException {
        Size picture = new Size(803, 597);
        Size scaled = new Size(200, 149);
        Bands bands = new Phased(Layout.YCBCR, picture, List.of(luma, chroma, chroma), phases, band);

        Pixels made = resampled(bands, scaled, Box.whole(scaled), 1, Sampling.HALF);

        assertThat(made.planes().get(1).width()).isEqualTo(100);
        assertThat(made.planes().get(1).height()).isEqualTo(75);
        for (int i = 0; i < 3; i++) {
            assertShows(made.planes().get(i), i, i == 0 ? 1 : 2, picture, scaled, new Box(0, 0, scaled), 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
    void inEveryOrientationColourLiesOverItsLuma(int orientation) throws ImageException {
        Size picture = new Size(640, 480);
        Size scaled = new Size(319, 239);
        // Odd sizes at odd places: the last colour difference stands for a single pixel.
        Box window = new Box(33, 21, new Size(151, 101));
        Bands bands = new Phased(Layout.YCBCR, picture, List.of(1.0, 0.5, 0.5), 8, 8);

        Pixels made = resampled(bands, scaled, window, orientation, Sampling.HALF);

        for (int i = 0; i < 3; i++) {
            assertShows(made.planes().get(i), i, i == 0 ? 1 : 2, picture, scaled, window, orientation);
        }
    }

    /** Every sample is the shade at the place in the picture that it stands for; edges, where rows repeat, excepted. */
    private static void assertShows(
            Plane plane, int index, int share, Size picture, Size scaled, Box window, int orientation) {
        Orientation turn = Orientation.ofExif(orientation);
        Size upright = turn.turned(window.size());
        for (int y = 4; y < plane.height() - 4; y += 3) {
            for (int x = 4; x < plane.width() - 4; x += 3) {
                double uprightX = (x + 0.5) * share;
                double uprightY = (y + 0.5) * share;
                double storedX = turn.swapped() ? uprightY : uprightX;
                double storedY = turn.swapped() ? uprightX : uprightY;
                storedX = turn.mirroredX() ? window.width() - storedX : storedX;
                storedY = turn.mirroredY() ? window.height() - storedY : storedY;
                double expected = shade(
                        index,
                        (window.x() + storedX) * picture.width() / scaled.width(),
                        (window.y() + storedY) * picture.height() / scaled.height());
                assertThat((double) plane.get(x, y))
                        .as("plane %d at %d,%d of %s", index, x, y, upright)
                        .isCloseTo(expected, within(1.0));
            }
        }
    }

    @Test
    void aGreatReductionIsAveragedOverWholeBands() throws ImageException {
        Size picture = new Size(2000, 1600);
        Size scaled = new Size(21, 17);
        Bands bands = new Phased(Layout.GREY, picture, List.of(0.5), 4, 12);

        Plane made = resampled(bands, scaled, Box.whole(scaled), 1, Sampling.FULL)
                .planes()
                .get(0);

        Pixels same = Drawn.grey(1000, 800, (x, y) -> shade(0, (x + 0.5) * 2, (y + 0.5) * 2));
        Plane expected =
                Resample.scaled(same, scaled, Box.whole(scaled)).planes().get(0);
        for (int y = 0; y < 17; y++) {
            for (int x = 0; x < 21; x++) {
                assertThat(made.get(x, y)).isCloseTo(expected.get(x, y), within(1));
            }
        }
    }
}
