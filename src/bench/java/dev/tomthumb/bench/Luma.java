package dev.tomthumb.bench;

import java.awt.image.Raster;
import java.io.IOException;

/**
 * The luma of a picture.
 *
 * @param samples by row, 0..255
 */
@SuppressWarnings("ArrayRecordComponent")
record Luma(double[][] samples) {
    /** Of a JPEG as stored: its first component, without a way over RGB. */
    static Luma of(byte[] jpeg) throws IOException {
        Raster raster = JdkImages.readRaster(jpeg);
        double[][] samples = new double[raster.getHeight()][raster.getWidth()];
        for (int y = 0; y < samples.length; y++) {
            raster.getSamples(0, y, raster.getWidth(), 1, 0, samples[y]);
        }
        return new Luma(samples);
    }

    int width() {
        return samples[0].length;
    }

    int height() {
        return samples.length;
    }

    /**
     * Peak signal-to-noise ratio against {@code other}, in decibels.
     *
     * @param margin pixels at each edge that do not count
     */
    double psnr(Luma other, int margin) {
        double sum = 0;
        long count = 0;
        for (int y = margin; y < height() - margin; y++) {
            for (int x = margin; x < width() - margin; x++) {
                double difference = samples[y][x] - other.samples[y][x];
                sum += difference * difference;
                count++;
            }
        }
        return 10 * Math.log10(255 * 255 * count / sum);
    }

    /** The greatest difference of any sample. */
    double worst(Luma other) {
        double worst = 0;
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                worst = Math.max(worst, Math.abs(samples[y][x] - other.samples[y][x]));
            }
        }
        return worst;
    }
}
