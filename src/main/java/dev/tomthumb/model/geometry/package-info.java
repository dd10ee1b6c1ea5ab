/** How large things become: imgproxy's arithmetic of sizes, without any picture. */
@NullMarked
package dev.tomthumb.model.geometry;

import org.jspecify.annotations.NullMarked;
