package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import org.junit.jupiter.api.Test;

class TransferTest {

    @Test
    void everyByteComesBackAsItWas() {
        float[] row = new float[256];
        for (int i = 0; i < row.length; i++) {
            row[i] = i;
        }

        Transfer.LINEAR.decode(row, row.length);
        Transfer.LINEAR.encode(row, row.length);

        for (int i = 0; i < row.length; i++) {
            assertThat(row[i]).isCloseTo(i, within(0.1f));
        }
    }

    @Test
    void middleGreyIsAFifthOfTheLight() {
        float[] row = {0, 128, 255, -3, 300};

        Transfer.LINEAR.decode(row, row.length);

        assertThat(row[0]).isZero();
        assertThat(row[1] / 255).isCloseTo(0.2158f, within(0.001f));
        assertThat(row[2]).isEqualTo(255);
        assertThat(row[3]).isZero();
        assertThat(row[4]).isEqualTo(255);
    }

    @Test
    void aCheckerboardKeepsItsLightOnlyWhenWeighedInLight() throws ImageException {
        Pixels checks = Drawn.grey(400, 400, (x, y) -> (x / 2 + y / 2) % 2 == 0 ? 255 : 0);

        assertThat(middle(checks, Transfer.STORED)).isBetween(126, 129);
        assertThat(middle(checks, Transfer.LINEAR)).as("half of the light").isBetween(186, 190);
    }

    private static int middle(Pixels picture, Transfer transfer) throws ImageException {
        Size size = new Size(40, 40);
        Size source = new Size(400, 400);
        Scaling scaling = new Scaling(
                source, Box.whole(source), size, Box.whole(size), Orientation.UPRIGHT, transfer, Scaling.STANDARD);
        try (ScratchPool pool = new ScratchPool(0)) {
            Plane plane = new Resample(scaling, pool.lease())
                    .pixels(new PixelBands(picture, Box.whole(source)), Sampling.FULL, Checkpoint.NONE)
                    .planes()
                    .get(0);
            return plane.get(20, 20);
        }
    }
}
