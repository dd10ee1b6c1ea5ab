/**
 * A simulator of several nodes under a made-up crowd of visitors: what each tier answers, what is left to be rendered, and what
 * that costs. {@code ./mvnw -q -Pbench -Dbench.main=Scaling} prints the tables of {@code docs/scaling.md}.
 */
package dev.tomthumb.scaling;
