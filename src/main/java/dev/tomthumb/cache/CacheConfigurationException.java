package dev.tomthumb.cache;

import java.io.Serial;

/**
 * The cache's own configuration cannot be used. The message is for the operator who reads the log at start-up: it
 * names the file, the line where there is one, what is wrong and what to write instead.
 */
public final class CacheConfigurationException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param sentence one or more whole sentences */
    public CacheConfigurationException(String sentence) {
        super(sentence);
    }

    /**
     * @param sentence one or more whole sentences
     * @param cause what the parser said
     */
    public CacheConfigurationException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
