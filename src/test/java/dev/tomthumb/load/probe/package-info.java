/** Put into the WAR under load: tells what happened inside, and when. */
@NullMarked
package dev.tomthumb.load.probe;

import org.jspecify.annotations.NullMarked;
