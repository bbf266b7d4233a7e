/** Rows of published data, in the forms in which it is published: Parquet, JSON, separated values, COCO. */
@NullMarked
package dev.maestro.local.data.row;

import org.jspecify.annotations.NullMarked;
