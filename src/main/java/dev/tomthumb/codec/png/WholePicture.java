package dev.tomthumb.codec.png;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.List;

/** Reads all pixels into one array. */
final class WholePicture {
    private final Preamble preamble;
    private final Checkpoint checkpoint;
    private final Samples samples;
    private final Size size;
    private final int pixelBytes;

    WholePicture(Preamble preamble, Samples samples, Checkpoint checkpoint) {
        this.preamble = preamble;
        this.checkpoint = checkpoint;
        this.samples = samples;
        this.size = preamble.size();
        this.pixelBytes = samples.pixelBytes();
    }

    /** Length of the array. */
    long bytes() {
        return isInPlace() ? preamble.rawBytes() + stride(Pass.WHOLE.get(0)) : size.pixels() * pixelBytes;
    }

    /** Whether the rows can stay where they are unfolded, each behind its filter byte. */
    private boolean isInPlace() {
        return samples.areStored() && !preamble.interlaced();
    }

    /** @throws ImageException what {@link ImageData} throws, or the checkpoint */
    Pixels read(ImageData data) throws ImageException {
        byte[] array = new byte[(int) bytes()];
        Pixels pixels = isInPlace() ? inPlace(data, array) : unpacked(data, array);
        data.finish();
        return pixels;
    }

    private Pixels inPlace(ImageData data, byte[] array) throws ImageException {
        int stride = stride(Pass.WHOLE.get(0));
        FilteredRows rows =
                new FilteredRows(data, array, stride, preamble.format().filterDistance());
        rows.read(size.height(), checkpoint);
        return view(array, rows.start(0), stride);
    }

    private Pixels unpacked(ImageData data, byte[] array) throws ImageException {
        for (Pass pass : preamble.interlaced() ? Pass.ADAM7 : Pass.WHOLE) {
            if (!pass.isEmpty(size)) {
                unpack(pass, data, array);
            }
        }
        return view(array, 0, size.width() * pixelBytes);
    }

    private void unpack(Pass pass, ImageData data, byte[] array) throws ImageException {
        int stride = stride(pass);
        int height = pass.height(size);
        int handful = FilteredRows.handful(stride, height);
        byte[] stored = new byte[(handful + 1) * stride];
        byte[] row = new byte[pass.width(size) * pixelBytes];
        FilteredRows rows =
                new FilteredRows(data, stored, stride, preamble.format().filterDistance());
        for (int y = 0; y < height; y += handful) {
            int count = Math.min(handful, height - y);
            rows.read(count, checkpoint);
            for (int i = 0; i < count; i++) {
                samples.unpack(stored, rows.start(i), pass.width(size), row, 0);
                place(row, pass, y + i, array);
            }
            rows.continueBelow(count - 1);
        }
    }

    private void place(byte[] row, Pass pass, int y, byte[] array) {
        int at = ((pass.top() + y * pass.down()) * size.width() + pass.left()) * pixelBytes;
        if (pass.across() == 1) {
            System.arraycopy(row, 0, array, at, row.length);
        } else {
            scatter(row, array, at, pass.across() * pixelBytes);
        }
    }

    private void scatter(byte[] row, byte[] array, int first, int step) {
        for (int from = 0, to = first; from < row.length; from += pixelBytes, to += step) {
            for (int i = 0; i < pixelBytes; i++) {
                array[to + i] = row[from + i];
            }
        }
    }

    private int stride(Pass pass) {
        return (int) preamble.format().rowBytes(pass.width(size)) + 1;
    }

    private Pixels view(byte[] array, int first, int stride) {
        Layout layout = samples.layout();
        List<Plane> views = new ArrayList<>(layout.planes());
        for (int i = 0; i < layout.planes(); i++) {
            views.add(
                    samples.bytes() > 1
                            ? Plane.deep(size.width(), size.height(), array, first + 2 * i, pixelBytes, stride)
                            : new Plane(size.width(), size.height(), array, first + i, pixelBytes, stride));
        }
        return new Pixels(layout, views);
    }
}
