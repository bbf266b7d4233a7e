/** Skills that read barcodes. */
@NullMarked
package dev.maestro.core.invoke.barcode;

import org.jspecify.annotations.NullMarked;
