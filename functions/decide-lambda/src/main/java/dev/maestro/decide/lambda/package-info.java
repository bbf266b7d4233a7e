/** The decide function as AWS Lambda calls it. */
@NullMarked
package dev.maestro.decide.lambda;

import org.jspecify.annotations.NullMarked;
