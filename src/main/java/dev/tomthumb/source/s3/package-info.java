/** Originals in S3 buckets, by the AWS SDK, which no other package knows. */
@NullMarked
package dev.tomthumb.source.s3;

import org.jspecify.annotations.NullMarked;
