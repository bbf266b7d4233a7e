/**
 * The gateway function: one step of the flow. Its rooms, in the order in which they may import: {@code problem}, {@code
 * tenant}, {@code quota}, {@code image}, {@code publish}, {@code readiness}, {@code submission}, {@code episode}, {@code
 * question}, {@code openai}, {@code http}. What all of them may know stands here.
 */
@NullMarked
package dev.maestro.gateway;

import org.jspecify.annotations.NullMarked;
