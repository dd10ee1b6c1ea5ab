/** HTTP as functions of values: conditions, entity tags, negotiation, cache headers. */
@NullMarked
package dev.tomthumb.http;

import org.jspecify.annotations.NullMarked;
