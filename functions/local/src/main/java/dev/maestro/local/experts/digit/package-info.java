/** Reads single digits written by hand. */
@NullMarked
package dev.maestro.local.experts.digit;

import org.jspecify.annotations.NullMarked;
