/** Images of questions: uploaded, linked, checked and stored. */
@NullMarked
package dev.maestro.gateway.image;

import org.jspecify.annotations.NullMarked;
