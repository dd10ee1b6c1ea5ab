/**
 * Formats by the JDK's ImageIO, TwelveMonkeys and libwebp; the only package that knows them or {@code java.awt}. Nothing
 * here is registered with ImageIO: its registry is shared by all web applications of a Tomcat.
 */
@NullMarked
package dev.tomthumb.codec.imageio;

import org.jspecify.annotations.NullMarked;
