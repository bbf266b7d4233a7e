/** Questions about a list of named values, as charts and tables give it. */
@NullMarked
package dev.maestro.core.invoke.values;

import org.jspecify.annotations.NullMarked;
