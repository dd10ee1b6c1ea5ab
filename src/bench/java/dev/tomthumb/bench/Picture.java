package dev.tomthumb.bench;

/** The originals of the benchmark, each a file of known size. */
enum Picture {
    /** A photograph of 6 megapixels, baseline, 4:2:0. */
    S("s", "2569067123_aca715a2ee_o.jpg", 2725, 2225),
    /** 24 megapixels, baseline, 4:2:0, quality 92. */
    M24("m24", "m24.jpg", 5120, 4800),
    /** The same picture, progressive, quality 85. */
    M24_PROGRESSIVE("m24p", "m24p.jpg", 5120, 4800),
    /** The upper half of it, baseline. */
    M12("m12", "m12.jpg", 5120, 2400),
    /** The upper half of it, progressive, quality 85. */
    M12_PROGRESSIVE("m12p", "m12p.jpg", 5120, 2400),
    /** {@link #M12} as a PNG, filtered by row, deflated at level 6. */
    M12_PNG("png", "m12.png", 5120, 2400);

    private final String token;
    private final String file;
    private final int width;
    private final int height;

    Picture(String token, String file, int width, int height) {
        this.token = token;
        this.file = file;
        this.width = width;
        this.height = height;
    }

    /** The word for it in the name of a job. */
    String token() {
        return token;
    }

    /** The name of its file. */
    String file() {
        return file;
    }

    /** In pixels. */
    int width() {
        return width;
    }

    /** In pixels. */
    int height() {
        return height;
    }
}
