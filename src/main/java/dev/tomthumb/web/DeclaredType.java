package dev.tomthumb.web;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * What the application has said its body is. As in a container the character set is kept apart from the media type, because
 * each can be set without the other, in any order, and the writer goes by it (Servlet 6.0, section 5.6).
 */
final class DeclaredType {
    private @Nullable String mediaType;
    private @Nullable String charset;

    /** @param type all of it but the character set; null = not said */
    void setMediaType(@Nullable String type) {
        mediaType = type;
    }

    void setCharset(@Nullable String name) {
        charset = name;
    }

    /** As it was named; null = not said. */
    @Nullable
    String charset() {
        return charset;
    }

    /** Whether there is a media type without a character set. */
    boolean lacksCharset() {
        return mediaType != null && charset == null;
    }

    /** The value of {@code Content-Type}; null = none. */
    @Nullable
    String contentType() {
        return mediaType == null || charset == null ? mediaType : mediaType + ";charset=" + charset;
    }

    /** Says the same of {@code target}. */
    void declareOn(HttpServletResponse target) {
        if (mediaType != null) {
            target.setContentType(mediaType);
        }
        if (charset != null) {
            target.setCharacterEncoding(charset);
        }
    }

    void clear() {
        mediaType = null;
        charset = null;
    }
}
