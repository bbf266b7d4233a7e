/** HTTP as clients of models need it: sending within a deadline, event streams, and what each status means. */
@NullMarked
package dev.maestro.runtime.models.http;

import org.jspecify.annotations.NullMarked;
