package dev.tomthumb.http;

/**
 * One response header.
 *
 * @param name as it is written
 * @param value never with a line end
 */
public record Header(String name, String value) {}
