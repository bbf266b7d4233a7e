/** Episodes: read, waited for, followed, judged. */
@NullMarked
package dev.maestro.gateway.episode;

import org.jspecify.annotations.NullMarked;
