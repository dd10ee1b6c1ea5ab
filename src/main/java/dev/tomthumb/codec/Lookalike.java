package dev.tomthumb.codec;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a file that is no image looks like, in a word for the refusal: most often an error page under an image's name. */
public final class Lookalike {
    private static final int LOOKED_AT = 512;

    private Lookalike() {}

    /** The end of the sentence {@code The original is not an image: …}. */
    public static String of(byte[] file) {
        if (file.length == 0) {
            return "it is empty";
        }
        return "it begins like " + kind(file);
    }

    private static String kind(byte[] file) {
        ByteReader bytes = ByteReader.bigEndian(file, "file");
        if (bytes.isText(0, "%PDF")) {
            return "PDF";
        }
        if (bytes.isText(0, "PK\u0003\u0004")) {
            return "a ZIP archive";
        }
        if (bytes.isText(0, "\u001f\u008b")) {
            return "gzip";
        }
        if (bytes.isText(4, "ftyp") || bytes.isText(0, "\u001aE\u00df\u00a3")) {
            return "a video";
        }
        if (bytes.isText(0, "8BPS")) {
            return "a Photoshop document";
        }
        String head = new String(file, 0, Math.min(file.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        return text(head.strip().toLowerCase(Locale.ROOT));
    }

    private static String text(String head) {
        if (head.startsWith("<!doctype html") || head.startsWith("<html") || head.contains("<html")) {
            return "HTML";
        }
        if (head.startsWith("<?xml") || head.startsWith("<")) {
            return "XML";
        }
        if (head.startsWith("{") || head.startsWith("[")) {
            return "JSON";
        }
        boolean printable = head.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
        return printable ? "text" : "no file known here";
    }
}
