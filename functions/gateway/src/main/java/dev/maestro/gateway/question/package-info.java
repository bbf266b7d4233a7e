/** The API of questions. */
@NullMarked
package dev.maestro.gateway.question;

import org.jspecify.annotations.NullMarked;
