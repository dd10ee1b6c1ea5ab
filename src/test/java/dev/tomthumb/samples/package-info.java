/**
 * Sample originals and test pictures, drawn by this project's own code from fixed seeds: what the demonstration serves
 * and what the tests decode. Nothing here is a foreign file, so nothing here needs a licence note.
 */
@NullMarked
package dev.tomthumb.samples;

import org.jspecify.annotations.NullMarked;
