/** Runs code that a model wrote, in a WebAssembly sandbox. */
@NullMarked
package dev.maestro.local.experts.sandbox;

import org.jspecify.annotations.NullMarked;
