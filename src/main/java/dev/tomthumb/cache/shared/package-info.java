/**
 * Renditions and purges that nodes share by way of an object store such as S3: one rendition is one object, one purge is
 * one object, and nodes know nothing of each other.
 */
@NullMarked
package dev.tomthumb.cache.shared;

import org.jspecify.annotations.NullMarked;
