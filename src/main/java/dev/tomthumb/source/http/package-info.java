/** Originals on web servers: which hosts and addresses may be asked, and a small HTTP/1.1 client that asks them. */
@NullMarked
package dev.tomthumb.source.http;

import org.jspecify.annotations.NullMarked;
