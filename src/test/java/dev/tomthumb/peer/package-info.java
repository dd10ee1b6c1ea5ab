/** The same URLs sent to this product and to a peer, an imgproxy or another Tomthumb: {@code ./mvnw -Ppeer test}. */
@NullMarked
package dev.tomthumb.peer;

import org.jspecify.annotations.NullMarked;
