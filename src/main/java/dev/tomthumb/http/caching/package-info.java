/** How long an answer may be used again: RFC 9111, 5861 and 9213 and CloudFront's TTL table, as functions of values. */
@NullMarked
package dev.tomthumb.http.caching;

import org.jspecify.annotations.NullMarked;
