package dev.maestro.local.calibrate;

import dev.maestro.schema.wire.Reference;
import java.util.List;

/**
 * A task to calibrate on.
 *
 * @param id unique in its set
 * @param question verbatim
 * @param images encoded, in order
 * @param choices options, else empty
 * @param reference what is right
 */
public record CalibrationItem(
        String id, String question, List<byte[]> images, List<String> choices, Reference reference) {}
