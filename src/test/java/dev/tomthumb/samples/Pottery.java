package dev.tomthumb.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Pictures of the wares of a potter's shop, drawn from fixed seeds: two calls give the same bytes. */
public final class Pottery {
    private static final Glaze[] GLAZES = {
        new Glaze(0xC9A97C, 0x2B4FA8, 0.34, 0.30, 0.05, 0.9, 0xE9E4DA),
        new Glaze(0xB98B58, 0xD9962E, 0.42, 0.22, 0.10, 0.8, 0xDFE3E2),
        new Glaze(0xA98B66, 0x5E7A3A, 0.20, 0.35, 0.25, 0.6, 0xEDE6DC),
        new Glaze(0x8F7355, 0x6E4B32, 0.30, 0.40, 0.10, 0.9, 0xD9DEE4),
        new Glaze(0xE9DFCB, 0xF1EEE6, 0.00, 0.00, 0.35, 0.5, 0xC9D3CF),
        new Glaze(0xC7B299, 0x8FB9C4, 0.25, 0.25, 0.15, 0.8, 0xEFEAE3),
        new Glaze(0x9A5C3C, 0xB4643C, 0.00, 0.00, 0.08, 0.1, 0xE4E2D8),
        new Glaze(0x5B4A5E, 0x241C3A, 0.18, 0.50, 0.03, 1.0, 0xDAD6DE),
        new Glaze(0xD9B8A8, 0xE3A7A6, 0.28, 0.18, 0.06, 0.7, 0xF0ECE6),
        new Glaze(0xEDEBE4, 0xF4F3EE, 0.00, 0.00, 0.01, 0.6, 0xB9BDC2),
        new Glaze(0xA7B59A, 0x9CBCA4, 0.00, 0.00, 0.02, 0.9, 0xE6E0D2),
        new Glaze(0x6B5138, 0x3E2A1C, 0.55, 0.20, 0.06, 0.7, 0xE0D8C8),
    };

    private Pottery() {}

    /**
     * One ware as a file.
     *
     * @param shape such as {@code vase} or {@code moon}, the names of {@link PotShape} in lower case
     * @param glaze which of the twelve glazes, from 0
     * @param seed of all that is left to chance
     * @param mediaType {@code image/jpeg}; {@code image/png} is cut out and transparent all round; {@code image/gif}
     */
    public static byte[] bytes(String shape, int glaze, int seed, int width, int height, String mediaType) {
        PotShape pot = PotShape.valueOf(shape.toUpperCase(Locale.ROOT));
        Glaze coat = GLAZES[glaze];
        try {
            return switch (mediaType) {
                case "image/jpeg" -> ImageFiles.jpeg(PotteryScene.draw(pot, coat, seed, width, height), 0.90f);
                case "image/png" -> ImageFiles.encode(PotteryScene.cutOut(pot, coat, seed, width, height), mediaType);
                case "image/gif" ->
                    ImageFiles.encode(
                            SmallPictures.indexed(PotteryScene.draw(pot, coat, seed, width, height)), mediaType);
                default -> throw new IllegalArgumentException("Wares are drawn as JPEG, PNG or GIF, not " + mediaType);
            };
        } catch (IOException impossible) {
            throw new UncheckedIOException("Could not draw " + shape, impossible);
        }
    }
}
