package dev.tomthumb.pipeline;

/** The weight of a neighbour by its distance, in samples of the coarser of the two pictures. */
enum Kernel {
    /** For reductions: a sinc windowed by the middle lobe of a three times wider one. */
    LANCZOS3(3) {
        @Override
        double weight(double distance) {
            return sinc(distance) * sinc(distance / 3);
        }
    },
    /** For enlargements: the cubic that passes through its samples, a = -1/2 (Keys 1981), as libvips' bicubic. */
    CATMULL_ROM(2) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;
        }
    };

    private final int reach;

    Kernel(int reach) {
        this.reach = reach;
    }

    /** Neighbours this far away or farther have no weight. */
    int reach() {
        return reach;
    }

    /** The weight at a distance of less than {@link #reach}; not normalised. */
    abstract double weight(double distance);

    private static double sinc(double x) {
        double angle = Math.PI * x;
        return Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle;
    }
}
