/** What every call of a model has, whatever its protocol: a limit, a bulkhead, a circuit breaker, retries, its secret and its cost. */
@NullMarked
package dev.maestro.runtime.models.call;

import org.jspecify.annotations.NullMarked;
