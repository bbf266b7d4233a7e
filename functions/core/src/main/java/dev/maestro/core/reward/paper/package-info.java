/** The reward as the authors' released code has it, defects included, to compare the strict one with. */
@NullMarked
package dev.maestro.core.reward.paper;

import org.jspecify.annotations.NullMarked;
