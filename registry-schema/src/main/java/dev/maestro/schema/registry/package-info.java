/** Registry documents: experts, skills and policies as data. */
@NullMarked
package dev.maestro.schema.registry;

import org.jspecify.annotations.NullMarked;
