/** Trained versions on their way into the model server's repository. */
@NullMarked
package dev.maestro.runtime.models.publish;

import org.jspecify.annotations.NullMarked;
