package dev.tomthumb.load;

import dev.tomthumb.samples.TestPictures;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.Random;

/** What the origins have. */
final class Pictures {
    private Pictures() {}

    /** A few kilobytes; costs next to nothing to decode. */
    static Picture small() {
        return picture(TestPictures.jpeg(TestPictures.geometry(240, 180), 90), "small");
    }

    /** As small, and another one. */
    static Picture other() {
        return picture(TestPictures.jpeg(TestPictures.gradient(240, 180), 90), "other");
    }

    /** 12 megapixels with something in every block, 4000 by 3000. */
    static Picture large() {
        BufferedImage image = TestPictures.geometry(4000, 3000);
        Random random = new Random(7);
        for (int y = 0; y < image.getHeight(); y += 2) {
            for (int x = 0; x < image.getWidth(); x += 2) {
                image.setRGB(x, y, image.getRGB(x, y) ^ random.nextInt(0x20) * 0x010101);
            }
        }
        return picture(TestPictures.jpeg(image, 85), "large");
    }

    private static Picture picture(byte[] bytes, String tag) {
        return new Picture(bytes, '"' + tag + '"', Optional.empty());
    }
}
