/** Text readers: PP-OCR on ONNX Runtime, and Tesseract. */
@NullMarked
package dev.maestro.local.experts.reader;

import org.jspecify.annotations.NullMarked;
