/** Experts, policies, picture tools and the text encoder behind a Triton server: KServe v2 over gRPC. */
@NullMarked
package dev.maestro.runtime.models.triton;

import org.jspecify.annotations.NullMarked;
