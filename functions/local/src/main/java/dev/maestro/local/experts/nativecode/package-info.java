/** Native libraries and models: unpacked once into a folder that the caller names. */
@NullMarked
package dev.maestro.local.experts.nativecode;

import org.jspecify.annotations.NullMarked;
