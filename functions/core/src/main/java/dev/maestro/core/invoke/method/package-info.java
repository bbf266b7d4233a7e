/** The skills of the paper, as programs over ports: which evidence, which calls, in which order. */
@NullMarked
package dev.maestro.core.invoke.method;

import org.jspecify.annotations.NullMarked;
