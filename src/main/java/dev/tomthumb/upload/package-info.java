/** What strangers send to be stored: whether it is a picture at all, without what may hide in it, under a safe name. */
@NullMarked
package dev.tomthumb.upload;

import org.jspecify.annotations.NullMarked;
