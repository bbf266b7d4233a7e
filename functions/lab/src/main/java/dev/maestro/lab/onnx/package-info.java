/** Writes trained weights as ONNX models. */
@NullMarked
package dev.maestro.lab.onnx;

import org.jspecify.annotations.NullMarked;
