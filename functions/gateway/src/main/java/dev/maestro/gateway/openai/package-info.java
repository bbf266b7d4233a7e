/** The same for clients of OpenAI's API. */
@NullMarked
package dev.maestro.gateway.openai;

import org.jspecify.annotations.NullMarked;
