/** Bodies of requests and replies: read strictly, and what is wrong with them said in one form. */
@NullMarked
package dev.maestro.gateway.problem;

import org.jspecify.annotations.NullMarked;
