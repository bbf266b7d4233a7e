/** Pictures of rows: bytes, base64 or paths, into the folder of pictures. */
@NullMarked
package dev.maestro.local.data.picture;

import org.jspecify.annotations.NullMarked;
