package dev.tomthumb.codec.vips;

/** libvips has refused something. What it says of it is for the log: it may name files' contents. */
final class VipsException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int MOST_LETTERS = 300;

    VipsException(String said) {
        super(readable(said));
    }

    /** The end of it: the cause comes last, often behind many attempts of libvips to find out the length of a file. */
    private static String readable(String said) {
        String line = said.replaceAll("[^\\x20-\\x7e]+", " ").strip();
        return line.substring(Math.max(0, line.length() - MOST_LETTERS));
    }
}
