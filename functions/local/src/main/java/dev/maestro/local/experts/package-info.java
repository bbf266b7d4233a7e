/** The experts that run inside the local process: readers, shape detectors, a calculator, a small knowledge base, barcodes. */
@NullMarked
package dev.maestro.local.experts;

import org.jspecify.annotations.NullMarked;
