package dev.maestro.local.command.calibrate;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** What each pair observed on each calibration task, so that a new consumer can be run on it without new reading. */
final class Observations {

    private static final String NAME = "calibration/observations";

    private Observations() {}

    /** By task id, then by pair id; changeable. */
    static Map<String, Map<String, String>> load(ObjectStore objects) throws IOException {
        Optional<byte[]> stored = objects.get(NAME);
        if (stored.isEmpty()) {
            return new LinkedHashMap<>();
        }
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(stored.get()))) {
            return Json.mapper().readValue(zip, new TypeReference<LinkedHashMap<String, Map<String, String>>>() {});
        }
    }

    static void save(ObjectStore objects, Map<String, Map<String, String>> observations) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(Json.bytes(observations));
        }
        objects.put(NAME, bytes.toByteArray());
    }
}
