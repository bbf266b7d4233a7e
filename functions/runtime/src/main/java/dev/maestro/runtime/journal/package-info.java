/** What was done, so that it is not done twice: a journal in the object store. */
@NullMarked
package dev.maestro.runtime.journal;

import org.jspecify.annotations.NullMarked;
