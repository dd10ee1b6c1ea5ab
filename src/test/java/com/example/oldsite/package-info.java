/** A web application of the kind that Tomthumb moves into: it has never heard of it. */
@NullMarked
package com.example.oldsite;

import org.jspecify.annotations.NullMarked;
