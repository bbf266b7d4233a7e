/** What is in a file of data, before anything is converted. */
@NullMarked
package dev.maestro.local.data.inspect;

import org.jspecify.annotations.NullMarked;
