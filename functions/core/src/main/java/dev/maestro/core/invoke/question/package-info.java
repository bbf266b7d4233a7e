/** What a free question asks for, and how its words match labels that were read. */
@NullMarked
package dev.maestro.core.invoke.question;

import org.jspecify.annotations.NullMarked;
