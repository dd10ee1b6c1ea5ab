package dev.tomthumb.config;

/**
 * Turns an operator's text into a value.
 *
 * @param <T> the value's type
 */
public interface SettingReader<T> {
    /**
     * Reads {@code text}, which carries no blanks at either end. Blank text arrives only as the default of a setting
     * that may be left out.
     *
     * @throws UnreadableException the text is not one of {@link #accepted()}; the message says what is wrong with it
     */
    T read(String text) throws UnreadableException;

    /** What is accepted, as the end of a sentence: {@code a whole number from 1 to 100}. */
    String accepted();

    /** A reader made of its two halves. */
    static <T> SettingReader<T> of(String accepted, Reading<T> reading) {
        return new SettingReader<>() {
            @Override
            public T read(String text) throws UnreadableException {
                return reading.read(text);
            }

            @Override
            public String accepted() {
                return accepted;
            }
        };
    }

    /**
     * The reading half of a {@link SettingReader}.
     *
     * @param <T> the value's type
     */
    @FunctionalInterface
    interface Reading<T> {
        /** See {@link SettingReader#read}. */
        T read(String text) throws UnreadableException;
    }
}
