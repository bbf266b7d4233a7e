/** What is reckoned or known once it is read: sums, equations, code, elements. */
@NullMarked
package dev.maestro.lab.tasks.reckoning;

import org.jspecify.annotations.NullMarked;
