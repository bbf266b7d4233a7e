/** What all families of tasks share: splits, what a family is told and gives, pools of variants parted by split. */
@NullMarked
package dev.maestro.lab.tasks.family;

import org.jspecify.annotations.NullMarked;
