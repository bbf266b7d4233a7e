/** Clients of models: KServe v2 over gRPC and OpenAI-compatible HTTP. */
@NullMarked
package dev.maestro.runtime.models;

import org.jspecify.annotations.NullMarked;
