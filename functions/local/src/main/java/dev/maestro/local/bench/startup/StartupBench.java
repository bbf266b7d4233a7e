package dev.maestro.local.bench.startup;

import dev.maestro.local.bench.startup.StartPlace.Measured;
import dev.maestro.schema.event.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Measures what packaged functions use from the start of their process until their first event is handled, without and
 * with an AOT cache: in turns, so that both meet the same machine.
 */
public final class StartupBench {

    private final Path folder;
    private final String models;
    private final Consumer<String> progress;

    /**
     * Makes one.
     *
     * @param folder for data of brokers and functions; not cleaned up
     * @param models target of a model server with the embedded experts
     * @param progress told what is measured next
     */
    public StartupBench(Path folder, String models, Consumer<String> progress) {
        this.folder = folder;
        this.models = models;
        this.progress = progress;
    }

    /**
     * All rows.
     *
     * @param startup one for each function
     * @param rounds starts behind each median
     */
    public record Report(List<Row> startup, int rounds) {}

    /**
     * Medians of one function, until its first event was handled.
     *
     * @param function its name
     * @param plainCpuSeconds user and system time without a cache
     * @param aotCpuSeconds and with it
     * @param plainRssMegabytes resident memory without a cache
     * @param aotRssMegabytes and with it
     * @param aotCacheMegabytes size of the cache
     * @param plainSeconds time that passed without a cache
     * @param aotSeconds and with it
     */
    public record Row(
            String function,
            double plainCpuSeconds,
            double aotCpuSeconds,
            double plainRssMegabytes,
            double aotRssMegabytes,
            double aotCacheMegabytes,
            double plainSeconds,
            double aotSeconds) {}

    /**
     * Measures.
     *
     * @param functions folder of the function modules, packaged
     * @param stages which functions
     * @param rounds starts of each kind, above 0
     * @throws StartupException when a function does not start, or its cache cannot be used
     */
    public Report run(Path functions, List<Stage> stages, int rounds) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (Stage stage : stages) {
            PackagedFunction function = PackagedFunction.of(functions, stage);
            try (StartPlace place = StartPlace.open(function, folder, models)) {
                rows.add(measure(stage, place, rounds));
            }
        }
        return new Report(List.copyOf(rows), rounds);
    }

    /**
     * Makes the cache of a function, and does no more.
     *
     * @param cache file to be written
     * @throws StartupException when there is no cache afterwards, or it cannot be used
     */
    public void train(PackagedFunction function, Path cache) throws IOException, InterruptedException {
        try (StartPlace place = StartPlace.open(function, folder, models)) {
            AotTraining.run(place, cache.toAbsolutePath().normalize());
        }
    }

    private Row measure(Stage stage, StartPlace place, int rounds) throws IOException, InterruptedException {
        String name = stage.word();
        progress.accept(name + ": training run");
        Path cache = folder.resolve(name + ".aot");
        AotTraining.run(place, cache);
        place.start(List.of());
        List<Measured> plain = new ArrayList<>();
        List<Measured> cached = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            progress.accept(name + ": round " + round + " of " + rounds);
            plain.add(place.start(List.of()));
            cached.add(place.start(PackagedFunction.using(cache)));
        }
        return new Row(
                name,
                median(plain, Measured::cpuSeconds),
                median(cached, Measured::cpuSeconds),
                median(plain, Measured::rssMegabytes),
                median(cached, Measured::rssMegabytes),
                Files.size(cache) / 1e6,
                median(plain, Measured::seconds),
                median(cached, Measured::seconds));
    }

    /** The middle one, or the lower of the two in the middle. */
    static double median(List<Measured> measured, ToDoubleFunction<Measured> value) {
        double[] sorted = measured.stream().mapToDouble(value).sorted().toArray();
        return sorted[(sorted.length - 1) / 2];
    }
}
