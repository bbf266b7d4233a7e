/** What every stage needs of an episode: its rules, its ports and the JSON form of events. */
@NullMarked
package dev.maestro.core.episode;

import org.jspecify.annotations.NullMarked;
