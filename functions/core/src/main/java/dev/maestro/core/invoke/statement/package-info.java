/** Skill that says whether a statement about the things in a picture holds. */
@NullMarked
package dev.maestro.core.invoke.statement;

import org.jspecify.annotations.NullMarked;
