/** Who may come in, and whose request it is: keys, tokens of an issuer. */
@NullMarked
package dev.maestro.gateway.tenant;

import org.jspecify.annotations.NullMarked;
