package dev.tomthumb.codec.svg;

/** Whether JSVG is here, by which drawings are drawn: a host application may do without them and without its jar. */
public final class Jsvg {
    private Jsvg() {}

    /** Whether a {@link SvgDecoder} can be made. */
    public static boolean isHere() {
        try {
            Class.forName("com.github.weisj.jsvg.SVGDocument", false, Jsvg.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
