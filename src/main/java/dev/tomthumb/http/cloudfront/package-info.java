/** Signed URLs and signed cookies as CloudFront has them: policies, signatures, and whether they admit a visitor. */
@NullMarked
package dev.tomthumb.http.cloudfront;

import org.jspecify.annotations.NullMarked;
