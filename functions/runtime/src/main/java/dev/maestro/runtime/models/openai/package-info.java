/** Experts and generative policies behind OpenAI-compatible endpoints. */
@NullMarked
package dev.maestro.runtime.models.openai;

import org.jspecify.annotations.NullMarked;
