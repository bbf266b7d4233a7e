/** All procedures by the names that the registry uses. */
@NullMarked
package dev.maestro.core.invoke.catalogue;

import org.jspecify.annotations.NullMarked;
