/**
 * WebP, read by ourselves: the container (RFC 9649, to whose sections comments here refer unless they name another),
 * lossy pictures (VP8 key frames, RFC 6386) and lossless ones, to the sample what libwebp makes of them. Animations are
 * also put together here, of stills that libwebp has written.
 */
@NullMarked
package dev.tomthumb.codec.webp;

import org.jspecify.annotations.NullMarked;
