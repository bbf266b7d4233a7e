/** Items out of rows: which column is what, and how an answer is read. */
@NullMarked
package dev.maestro.local.data.item;

import org.jspecify.annotations.NullMarked;
