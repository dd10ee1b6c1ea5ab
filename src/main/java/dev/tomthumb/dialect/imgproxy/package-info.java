/** imgproxy's URL language, so that its clients and its users' templates go on working. */
@NullMarked
package dev.tomthumb.dialect.imgproxy;

import org.jspecify.annotations.NullMarked;
