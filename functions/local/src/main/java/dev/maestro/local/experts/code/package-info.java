/** Barcodes. */
@NullMarked
package dev.maestro.local.experts.code;

import org.jspecify.annotations.NullMarked;
