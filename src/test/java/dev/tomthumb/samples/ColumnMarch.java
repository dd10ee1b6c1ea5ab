package dev.tomthumb.samples;

/** Draws the ground of one picture column after another, from the shore away to the horizon. */
final class ColumnMarch {
    private static final float TREES_SEEN_TO = 4_200;

    /** How fast steps grow behind a ridge, per radian that the ground there lies below it. */
    private static final float HIDDEN_STRIDE = 120;

    private final Terrain terrain;
    private final GroundLight light;
    private final View view;
    private final int[] pixels;
    private final Rgb colour = new Rgb();
    private float sine;
    private float cosine;

    ColumnMarch(Terrain terrain, GroundLight light, View view, int[] pixels) {
        this.terrain = terrain;
        this.light = light;
        this.view = view;
        this.pixels = pixels;
    }

    /**
     * Draws the ground of the column.
     *
     * @return the row on which the sky begins, with the share of the pixel that it covers
     */
    float drawColumn(int column) {
        float azimuth = view.azimuth(column);
        sine = (float) Math.sin(azimuth);
        cosine = (float) Math.cos(azimuth);
        float pace = Math.max(0.0016f, 1.6f / view.focal());
        float filled = Float.MAX_VALUE;
        float before = Terrain.NEAREST_SHORE;
        float heightBefore = -2;
        float stride = 1;
        for (float z = Terrain.NEAREST_SHORE; z < Terrain.FARTHEST; z += z * pace * stride) {
            float height = surface(z);
            stride = 1;
            if (height > 0) {
                float top = view.row(height, z);
                if (filled > view.height()) {
                    filled = view.eye() > 0 ? view.row(0, z) : view.horizonRow() + 2;
                }
                if (top < filled) {
                    fill(column, top, filled, before, z, heightBefore, height);
                    filled = top;
                }
                stride = 1 + Math.min(5, Math.max(0, top - filled) / view.focal() * HIDDEN_STRIDE);
            }
            before = z;
            heightBefore = height;
        }
        return Math.min(filled, view.horizonRow() + 2);
    }

    private float surface(float z) {
        float x = sine * z;
        float ahead = cosine * z;
        float ground = terrain.ground(x, ahead, octaves(z));
        if (ground <= 0 || z > TREES_SEEN_TO) {
            return ground;
        }
        float forest = terrain.forest(x, ahead, ground);
        return forest > 0.15f ? ground + Math.max(0, terrain.crown(x, ahead)) * Math.min(1, forest * 1.6f) : ground;
    }

    private int octaves(float z) {
        return z < 2_500 ? 6 : 9;
    }

    private void fill(int column, float top, float bottom, float near, float far, float lowHeight, float highHeight) {
        int first = Math.max(0, (int) Math.ceil(top - 0.5f));
        int last = Math.min(view.height() - 1, (int) Math.ceil(bottom - 0.5f) - 1);
        float rowNear = view.row(lowHeight, near);
        for (int row = last; row >= first; row--) {
            float share = Noise.clamp((rowNear - row) / Math.max(0.001f, rowNear - top));
            float z = Noise.mix(near, far, share);
            shade(column, row, z);
        }
    }

    private void shade(int column, int row, float z) {
        float height = (view.horizonRow() - row - 0.5f) / view.focal() * z + view.eye();
        light.shade(sine * z, cosine * z, z, Math.max(height, 0.2f), 1 / view.focal(), colour);
        pixels[row * view.width() + column] = colour.toneMapped();
    }
}
