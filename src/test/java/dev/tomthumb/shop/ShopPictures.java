package dev.tomthumb.shop;

import dev.tomthumb.samples.Pottery;
import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.samples.TestPictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Every picture of the old shop, drawn anew. */
final class ShopPictures {
    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";
    private static final String GIF = "image/gif";

    private ShopPictures() {}

    /** The wares that {@code products.txt} names, as the shop's camera took them: 4:3, the Korean ones upright. */
    static void wares(List<String> lines, Path pictures) throws IOException {
        Files.createDirectories(pictures);
        for (String line : lines) {
            String[] columns = line.split("\t");
            if (!columns[4].equals("-")) {
                String[] shapeAndGlaze = columns[4].split(" ");
                boolean upright = !columns[6].equals("-");
                write(
                        pictures,
                        columns[1],
                        Pottery.bytes(
                                shapeAndGlaze[0],
                                Integer.parseInt(shapeAndGlaze[1]),
                                Integer.parseInt(columns[0]),
                                upright ? 600 : 800,
                                upright ? 800 : 600,
                                type(columns[1])));
            }
        }
    }

    /** What pages and stylesheet are decorated with. */
    static void decoration(Path img) throws IOException {
        Files.createDirectories(img);
        write(img, "logo.gif", Pottery.bytes("moon", 1, 3, 56, 56, GIF));
        write(img, "back.gif", TestPictures.png(linen()));
        write(img, "band.png", TestPictures.png(TestPictures.checkerboard(8, 4, 2)));
        write(img, "workshop.jpg", SampleOriginals.bytes("a name with spaces.jpg"));
        write(img, "가마.jpg", TestPictures.jpeg(TestPictures.geometry(800, 400), 90));
    }

    /** A tile of coarse cloth, as sites of that time had behind everything. */
    private static BufferedImage linen() {
        BufferedImage tile = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                tile.setRGB(x, y, (x / 2 + y / 2) % 2 == 0 ? 0xF4ECDC : x % 2 == y % 2 ? 0xF1E7D4 : 0xEFE4CF);
            }
        }
        return tile;
    }

    /** What only members see. */
    static void members(Path members) throws IOException {
        Files.createDirectories(members);
        write(members, "firing-plan.png", TestPictures.png(TestPictures.geometry(1000, 600)));
    }

    /** What customers have sent. */
    static void uploads(Path uploads) throws IOException {
        Files.createDirectories(uploads);
        write(uploads, "anna.jpg", Pottery.bytes("vase", 8, 21, 640, 480, JPEG));
        write(uploads, "sofa & cat.png", Pottery.bytes("bowl", 5, 22, 640, 480, PNG));
        write(uploads, "할머니의 그릇.jpg", Pottery.bytes("bowl", 10, 23, 640, 480, JPEG));
    }

    private static String type(String file) {
        return file.endsWith(".png") ? PNG : file.endsWith(".gif") ? GIF : JPEG;
    }

    private static void write(Path directory, String name, byte[] bytes) throws IOException {
        Files.write(directory.resolve(name), bytes);
    }
}
