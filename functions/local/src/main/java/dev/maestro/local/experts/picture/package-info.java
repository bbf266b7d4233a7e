/** Pictures in native memory: decoding with guards, scopes that free what they hold, picture work. */
@NullMarked
package dev.maestro.local.experts.picture;

import org.jspecify.annotations.NullMarked;
