package dev.maestro.local.command.evaluate;

import dev.maestro.core.evaluate.item.ItemFolder;
import dev.maestro.local.command.option.SetOptions;
import dev.maestro.schema.event.EvaluationRequested;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which items a command evaluates on. */
final class ItemOptions {

    @Mixin
    private SetOptions sets = new SetOptions();

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of the draw and of the items' seeds (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--split", paramLabel = "NAME", description = "Only items whose split is this.")
    private @Nullable String split;

    List<Path> data() {
        return sets.data();
    }

    /** What an event asks for that these options stand for. */
    EvaluationRequested request(
            String evaluationId, String policy, List<String> compare, @Nullable Double budget, GateOptions gates) {
        return new EvaluationRequested(
                evaluationId,
                data().stream().map(Path::toString).toList(),
                policy,
                compare,
                sets.limit() == 0 ? null : sets.limit(),
                seed,
                split,
                sets.half(),
                budget,
                gates.minimums(),
                gates.notWorse(),
                sets.skipsBadLines() ? "skip" : null,
                null,
                null,
                Instant.now());
    }

    long seed() {
        return seed;
    }

    /** Reads and checks all sets. */
    List<ItemFolder.Checked> check() throws IOException {
        return sets.check(seed, split);
    }
}
