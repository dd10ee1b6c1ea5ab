package dev.tomthumb.shop;

import dev.tomthumb.samples.Pottery;
import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.samples.TestPictures;
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
            String shape = columns[4];
            if (!shape.equals("-")) {
                boolean upright = !columns[6].equals("-");
                write(
                        pictures,
                        columns[1],
                        Pottery.bytes(
                                shape,
                                Integer.parseInt(columns[0]) - 1,
                                upright ? 600 : 800,
                                upright ? 800 : 600,
                                type(columns[1])));
            }
        }
    }

    /** What pages and stylesheet are decorated with. */
    static void decoration(Path img) throws IOException {
        Files.createDirectories(img);
        write(img, "logo.gif", Pottery.bytes("moon", 3, 56, 56, GIF));
        write(img, "back.gif", TestPictures.png(TestPictures.gradient(8, 8)));
        write(img, "band.png", TestPictures.png(TestPictures.checkerboard(8, 4, 4)));
        write(img, "workshop.jpg", SampleOriginals.bytes("a name with spaces.jpg"));
        write(img, "가마.jpg", TestPictures.jpeg(TestPictures.geometry(800, 400), 90));
    }

    /** What only members see. */
    static void members(Path members) throws IOException {
        Files.createDirectories(members);
        write(members, "firing-plan.png", TestPictures.png(TestPictures.geometry(1000, 600)));
    }

    /** What customers have sent. */
    static void uploads(Path uploads) throws IOException {
        Files.createDirectories(uploads);
        write(uploads, "anna.jpg", Pottery.bytes("vase", 8, 640, 480, JPEG));
        write(uploads, "sofa & cat.png", Pottery.bytes("bowl", 5, 640, 480, PNG));
        write(uploads, "할머니의 그릇.jpg", Pottery.bytes("bowl", 10, 640, 480, JPEG));
    }

    private static String type(String file) {
        return file.endsWith(".png") ? PNG : file.endsWith(".gif") ? GIF : JPEG;
    }

    private static void write(Path directory, String name, byte[] bytes) throws IOException {
        Files.write(directory.resolve(name), bytes);
    }
}
