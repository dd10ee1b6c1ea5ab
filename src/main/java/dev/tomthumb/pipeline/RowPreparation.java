package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What must be done to decoded rows before they may be weighed: into proportion to light if so asked, and times their
 * opacity, so that the colour of transparent pixels, which nobody sees, does not bleed into their neighbours. Stands
 * between a decoder and the resamplers, and works in the resamplers' own rows.
 */
final class RowPreparation {
    private final List<PlaneResampler> planes;
    private final Layout layout;
    private final Transfer transfer;
    private final int width;
    private final int[] complete;
    private int prepared;

    private RowPreparation(List<PlaneResampler> planes, Layout layout, Transfer transfer, Grid grid) {
        this.planes = planes;
        this.layout = layout;
        this.transfer = transfer;
        this.width = grid.places();
        this.complete = new int[planes.size()];
    }

    /**
     * The sinks to be decoded into: the resamplers themselves where there is nothing to do.
     *
     * @param grids of the planes, all the same where there is something to do
     */
    static List<RowSink> before(List<PlaneResampler> planes, Layout layout, Transfer transfer, List<Grid> grids) {
        if (!layout.hasAlpha() && transfer == Transfer.STORED) {
            return Collections.unmodifiableList(planes);
        }
        RowPreparation preparation = new RowPreparation(planes, layout, transfer, grids.get(0));
        List<RowSink> sinks = new ArrayList<>();
        for (int i = 0; i < planes.size(); i++) {
            sinks.add(preparation.sink(i));
        }
        return sinks;
    }

    private RowSink sink(int plane) {
        return new RowSink() {
            @Override
            public float[][] row(int y) {
                return planes.get(plane).row(y);
            }

            @Override
            public void complete(int end) throws ImageException {
                complete[plane] = end;
                prepare(Arrays.stream(complete).min().getAsInt());
            }
        };
    }

    /** Opacity goes on first: whoever takes the colours apart again needs it. */
    private void prepare(int end) throws ImageException {
        for (; prepared < end; prepared++) {
            prepareRow(prepared);
        }
        boolean handedOn = true;
        while (handedOn) {
            handedOn = advance(end);
        }
    }

    /** Band by band: the opacity of one must not have been replaced by the next before the colours ask for it. */
    private boolean advance(int end) throws ImageException {
        boolean handedOn = false;
        for (int i = planes.size() - 1; i >= 0; i--) {
            handedOn |= planes.get(i).advance(end);
        }
        return handedOn;
    }

    private void prepareRow(int y) {
        int colors = layout.opaque().planes();
        for (int i = 0; i < colors; i++) {
            float[][] row = planes.get(i).row(y);
            for (int phase = 0; phase < row.length; phase++) {
                transfer.decode(row[phase], width);
                if (layout.hasAlpha()) {
                    multiply(row[phase], planes.get(colors).row(y)[phase], width);
                }
            }
        }
    }

    private static void multiply(float[] color, float[] opacity, int n) {
        for (int i = 0; i < n; i++) {
            color[i] = color[i] * opacity[i] * (1 / 255f);
        }
    }
}
