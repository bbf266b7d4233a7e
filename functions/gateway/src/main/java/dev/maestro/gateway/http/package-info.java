/** What holds for every request and reply, whichever API it is of. */
@NullMarked
package dev.maestro.gateway.http;

import org.jspecify.annotations.NullMarked;
