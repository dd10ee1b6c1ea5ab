/** Options as query parameters behind an image's own path, named as imgix names them. */
@NullMarked
package dev.tomthumb.dialect.query;

import org.jspecify.annotations.NullMarked;
