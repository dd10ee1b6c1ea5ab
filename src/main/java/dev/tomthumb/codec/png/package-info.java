/** PNG by ourselves, from its specification (PNG, third edition, to whose sections comments here refer). */
@NullMarked
package dev.tomthumb.codec.png;

import org.jspecify.annotations.NullMarked;
