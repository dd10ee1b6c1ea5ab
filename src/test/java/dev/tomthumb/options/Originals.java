package dev.tomthumb.options;

import dev.tomthumb.options.OptionExample.Original;
import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.samples.TestPictures;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** Draws what the examples begin with, each of them once. */
public final class Originals {
    private static final String SVG = """
            <svg xmlns="http://www.w3.org/2000/svg" width="160" height="120">
            <rect width="160" height="120" fill="#e8e0d0"/><circle cx="60" cy="60" r="40" fill="#4080c0"/>
            <path d="M90 100 L150 100 L120 30 Z" fill="#60a060"/></svg>
            """;
    private static final int FRAME = 40;

    private final Map<Original, byte[]> drawn = new EnumMap<>(Original.class);

    /** A file. */
    public byte[] file(Original original) {
        return drawn.computeIfAbsent(original, Originals::draw);
    }

    private static byte[] draw(Original original) {
        return switch (original) {
            case LAKE -> jpeg(lake());
            case FRAMED -> TestPictures.png(framed());
            case GLASS -> SampleOriginals.bytes("alpha.png");
            case CARD -> SampleOriginals.bytes("portrait_6.jpg");
            case BALL -> SampleOriginals.bytes("animated.gif");
            case DRAWING -> SVG.getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] jpeg(BufferedImage picture) {
        return TestPictures.jpeg(picture, 92);
    }

    private static BufferedImage lake() {
        try {
            return ImageIO.read(new ByteArrayInputStream(SampleOriginals.bytes("sample.bmp")));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static BufferedImage framed() {
        BufferedImage lake = lake();
        BufferedImage framed = new BufferedImage(
                lake.getWidth() + 2 * FRAME, lake.getHeight() + 2 * FRAME, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = framed.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, framed.getWidth(), framed.getHeight());
        g.drawImage(lake, FRAME, FRAME, null);
        g.dispose();
        return framed;
    }

    /** The watermark: a white star of five points with a dark edge, PNG. */
    public static byte[] star(int side) {
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        Path2D star = new Path2D.Double();
        for (int i = 0; i < 10; i++) {
            double radius = (i % 2 == 0 ? 0.48 : 0.2) * side;
            double x = side / 2.0 + radius * Math.sin(Math.PI * i / 5);
            double y = side / 2.0 - radius * Math.cos(Math.PI * i / 5);
            if (i == 0) {
                star.moveTo(x, y);
            } else {
                star.lineTo(x, y);
            }
        }
        star.closePath();
        g.setColor(Color.WHITE);
        g.fill(star);
        g.setColor(new Color(0x203040));
        g.draw(star);
        g.dispose();
        return TestPictures.png(picture);
    }
}
