package dev.tomthumb.config;

/**
 * Everything a default may look at.
 *
 * @param installation the machine and the way Tomthumb was put onto it
 * @param imgproxy whether any {@code IMGPROXY_*} variable is set, so that imgproxy's own defaults are expected
 */
public record Surroundings(Installation installation, boolean imgproxy) {}
