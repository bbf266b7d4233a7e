/** The policy that is a language model: its prompt, its grammar, and what it wrote, token by token. */
@NullMarked
package dev.maestro.core.decide.generative;

import org.jspecify.annotations.NullMarked;
