package dev.tomthumb.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Entity tags (RFC 9110, section 8.8.3). */
public final class EntityTags {
    /** 128 bits: two renditions of one URL never share a tag by accident. */
    private static final int BYTES = 16;

    private static final String WEAK = "W/";

    private EntityTags() {}

    /**
     * The strong tag of a representation: equal bytes, equal tag, whichever server made them.
     *
     * @return quotes included
     */
    public static String strong(byte[] body) {
        byte[] digest = sha256().digest(body);
        return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES)) + '"';
    }

    /**
     * Whether the field value of {@code If-None-Match} names {@code tag}: by weak comparison (section 8.8.3.2), or by
     * {@code *}. From the first character that fits no list of tags on, nothing matches.
     */
    public static boolean listed(String ifNoneMatch, String tag) {
        return listed(ifNoneMatch, tag, true);
    }

    /** Whether the field value of {@code If-Match} names {@code tag}: by strong comparison, or by {@code *}. */
    static boolean listedStrongly(String ifMatch, String tag) {
        return ifMatch.strip().equals("*") || !tag.startsWith(WEAK) && listed(ifMatch, tag, false);
    }

    private static boolean listed(String ifNoneMatch, String tag, boolean weakly) {
        if (ifNoneMatch.strip().equals("*")) {
            return true;
        }
        String opaque = opaque(tag);
        int at = 0;
        while (true) {
            at = skip(ifNoneMatch, at);
            int open = ifNoneMatch.startsWith(WEAK, at) ? at + WEAK.length() : at;
            if (open >= ifNoneMatch.length() || ifNoneMatch.charAt(open) != '"') {
                return false;
            }
            int close = ifNoneMatch.indexOf('"', open + 1);
            if (close < 0) {
                return false;
            }
            boolean counts = weakly || open == at;
            if (counts && close + 1 - open == opaque.length() && ifNoneMatch.startsWith(opaque, open)) {
                return true;
            }
            at = close + 1;
        }
    }

    private static String opaque(String tag) {
        return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
    }

    private static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && " \t,".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
