/** What operators look at: health, metrics, JMX. Off the image path; listens to events and answers its own URLs. */
@NullMarked
package dev.tomthumb.ops;

import org.jspecify.annotations.NullMarked;
