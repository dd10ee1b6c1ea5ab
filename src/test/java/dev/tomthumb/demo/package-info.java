/** The demonstration that {@code ./mvnw -Pdemo} runs: an S3 server with originals, and the WAR in a real Tomcat. */
@NullMarked
package dev.tomthumb.demo;

import org.jspecify.annotations.NullMarked;
