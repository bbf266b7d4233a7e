/** How much a tenant may ask for: rate, episodes at a time, money a day. */
@NullMarked
package dev.maestro.gateway.quota;

import org.jspecify.annotations.NullMarked;
