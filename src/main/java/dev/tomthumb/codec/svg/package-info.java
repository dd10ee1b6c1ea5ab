/**
 * SVG: made harmless by ourselves, drawn by JSVG, which only this package knows. An SVG is a program from somebody else;
 * nothing in here loads anything, and how much it may draw is counted before it is drawn.
 */
@NullMarked
package dev.tomthumb.codec.svg;

import org.jspecify.annotations.NullMarked;
