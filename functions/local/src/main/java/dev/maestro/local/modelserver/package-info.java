/** A model server in this process that speaks KServe v2 as Triton does: embedded experts and ONNX models. */
@NullMarked
package dev.maestro.local.modelserver;

import org.jspecify.annotations.NullMarked;
