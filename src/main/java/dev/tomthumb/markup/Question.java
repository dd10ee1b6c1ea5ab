package dev.tomthumb.markup;

/**
 * What a page wants to know of an original.
 *
 * @param original a path of the application that makes the pictures, decoded, or an address ({@code s3://bucket/key})
 * @param query what a page at that path is asked with, percent-encoded; empty for files and addresses
 * @param placeholder what is to be told beside size and format
 */
public record Question(String original, String query, Placeholder placeholder) {
    /** Whether the original is named by its path. */
    public boolean isPath() {
        return original.startsWith("/");
    }
}
