/** Things to be read: signs, receipts, printed lines, large pages, handwriting, barcodes. */
@NullMarked
package dev.maestro.lab.tasks.reading;

import org.jspecify.annotations.NullMarked;
