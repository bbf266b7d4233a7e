/** Tensors, and how KServe writes them. */
@NullMarked
package dev.maestro.runtime.models.tensor;

import org.jspecify.annotations.NullMarked;
