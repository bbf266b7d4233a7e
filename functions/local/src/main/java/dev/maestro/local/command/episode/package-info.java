/** One question: asked, looked at afterwards, and decided again by another policy. */
@NullMarked
package dev.maestro.local.command.episode;

import org.jspecify.annotations.NullMarked;
