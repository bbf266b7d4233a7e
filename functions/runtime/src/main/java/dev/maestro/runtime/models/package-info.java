/** Clients of models, as functions have them: which protocol an expert speaks decides which room answers. */
@NullMarked
package dev.maestro.runtime.models;

import org.jspecify.annotations.NullMarked;
