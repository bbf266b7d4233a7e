/** The picture tools and the text encoder behind the model server. */
@NullMarked
package dev.maestro.local.experts.tools;

import org.jspecify.annotations.NullMarked;
