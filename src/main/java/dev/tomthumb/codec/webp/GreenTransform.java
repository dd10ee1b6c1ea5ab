package dev.tomthumb.codec.webp;

/** Green was subtracted from red and blue (section 3.5.3). */
record GreenTransform(int width) implements LosslessTransform {
    @Override
    public int[] undo(int[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            int pixel = pixels[i];
            int green = pixel >>> 8 & 0xff;
            int others = (pixel & 0xff00ff) + (green << 16 | green) & 0xff00ff;
            pixels[i] = pixel & 0xff00ff00 | others;
        }
        return pixels;
    }
}
