package dev.maestro.core.observe;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.maestro.schema.wire.DataSource;
import java.util.List;

/**
 * Where calibration data comes from.
 *
 * @param generatorSeed of the tasks
 * @param registryDigest the registry whose pairs were run
 * @param codeRevision of the code that ran them
 * @param madeAt ISO 8601, UTC
 * @param sources sets of somebody's tasks among the tasks; none where all were generated
 */
public record Provenance(
        long generatorSeed,
        String registryDigest,
        String codeRevision,
        String madeAt,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DataSource> sources) {

    public Provenance {
        sources = sources == null ? List.of() : List.copyOf(sources); // older files do not name them
    }

    /** Of generated tasks alone. */
    public Provenance(long generatorSeed, String registryDigest, String codeRevision, String madeAt) {
        this(generatorSeed, registryDigest, codeRevision, madeAt, List.of());
    }
}
