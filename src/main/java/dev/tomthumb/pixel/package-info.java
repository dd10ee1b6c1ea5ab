/**
 * What can be done to decoded pixels, as plain functions of them: no plan, no request, no file. The pipeline's steps and
 * the info endpoint are made of these.
 */
@NullMarked
package dev.tomthumb.pixel;

import org.jspecify.annotations.NullMarked;
