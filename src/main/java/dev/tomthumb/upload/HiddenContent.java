package dev.tomthumb.upload;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What makes a file something else as well as a picture: pages and scripts for whoever guesses types, archives and
 * documents whose readers do not begin at the beginning. Only words long enough not to occur by chance in pixels count.
 */
final class HiddenContent {
    private static final List<byte[]> PAGES = List.of(
            word("<script"), word("<html"), word("<!doctype html"), word("<iframe"), word("<?php"), word("<jsp:"));
    private static final byte[] PDF = word("%pdf-");
    /** Where readers of PDF look for its beginning (PDF 1.7, appendix H, note 13). */
    private static final int PDF_HEAD = 1024;
    /** The last record of a ZIP archive: its length, and the longest comment that may follow (APPNOTE, 4.3.16). */
    private static final int ZIP_END_BYTES = 22;

    private static final int ZIP_COMMENT = 0xffff;

    private HiddenContent() {}

    private static byte[] word(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What {@code file} is besides, for a sentence: {@code a web page}; empty = nothing was found. */
    static Optional<String> in(byte[] file) {
        if (endsLikeZip(file)) {
            return Optional.of("an archive");
        }
        if (contains(file, 0, Math.min(file.length, PDF_HEAD), PDF)) {
            return Optional.of("a PDF");
        }
        return hasPage(file) ? Optional.of("a web page or a script") : Optional.empty();
    }

    private static boolean hasPage(byte[] file) {
        for (int at = 0; at < file.length; at++) {
            if (file[at] == '<') {
                for (byte[] page : PAGES) {
                    if (isAt(file, at, file.length, page)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean contains(byte[] file, int from, int to, byte[] word) {
        for (int at = from; at + word.length <= to; at++) {
            if (isAt(file, at, to, word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the word, given in small letters, is there in letters of any size. */
    private static boolean isAt(byte[] file, int at, int to, byte[] word) {
        if (at + word.length > to) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            int found = file[at + i];
            int small = found >= 'A' && found <= 'Z' ? found + 'a' - 'A' : found;
            if (small != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsLikeZip(byte[] file) {
        int first = Math.max(0, file.length - ZIP_END_BYTES - ZIP_COMMENT);
        for (int at = file.length - ZIP_END_BYTES; at >= first; at--) {
            if (file[at] == 'P' && file[at + 1] == 'K' && file[at + 2] == 5 && file[at + 3] == 6) {
                return true;
            }
        }
        return false;
    }
}
