package dev.maestro.local.modelserver;

import dev.maestro.runtime.models.kserve.RepositoryIndexResponse.ModelIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The models of the server: which are served, which are not and why. Loads and unloads while inferences run: requests
 * find the old versions until the new ones are ready, and those that run end on the version they began with. Thread-safe.
 */
final class ModelRepository {

    /** How long a load waits for the last inference on an object that is to be loaded again. */
    private static final Duration IDLE_WAIT = Duration.ofSeconds(30);

    private final List<EmbeddedSource> embedded;
    private final @Nullable OnnxRepository folder;
    private final ConcurrentMap<String, Served> served = new ConcurrentSkipListMap<>();
    private final ConcurrentMap<String, InferenceCounter> counters = new ConcurrentHashMap<>();
    private final Map<String, ServedVersion> lastOfSingles = new ConcurrentHashMap<>();
    private final ReentrantLock changes = new ReentrantLock();

    ModelRepository(List<EmbeddedModel> models, @Nullable OnnxRepository folder) {
        this.embedded = models.stream().map(EmbeddedSource::new).toList();
        this.folder = folder;
    }

    /**
     * State of one model.
     *
     * @param versions that are served, newest last
     * @param reason why none is, or empty
     */
    private record Served(List<ServedVersion> versions, String reason) {}

    /** Loads all models; one that cannot be loaded is listed as unavailable, with the reason. */
    void loadAll() {
        for (ModelSource source : sources().values()) {
            try {
                load(source.name());
            } catch (ModelException e) {
                served.put(source.name(), new Served(List.of(), e.code() + ": " + e.getMessage()));
            }
        }
    }

    private Map<String, ModelSource> sources() {
        Map<String, ModelSource> sources = new TreeMap<>();
        if (folder != null) {
            folder.sources().forEach(source -> sources.put(source.name(), source));
        }
        embedded.forEach(source -> sources.put(source.name(), source));
        return sources;
    }

    /**
     * Loads a model, or loads it anew. When that fails, what was served before is still served.
     *
     * @throws ModelException {@code unknown-model} when there is none of that name, else why it cannot be loaded
     */
    void load(String name) throws ModelException {
        changes.lock();
        try {
            ModelSource source = sources().get(name);
            if (source == null) {
                throw ModelException.refused(
                        "unknown-model", "failed to load '" + name + "', failed to poll from model repository");
            }
            Served before = served.get(name);
            if (source.singleObject() && before != null && !before.versions().isEmpty()) {
                return;
            }
            served.put(name, new Served(start(source), ""));
            if (before != null) {
                before.versions().forEach(ServedVersion::retire);
            }
        } finally {
            changes.unlock();
        }
    }

    private List<ServedVersion> start(ModelSource source) throws ModelException {
        ModelSource.Loadable loadable = source.read();
        if (source.singleObject()) {
            awaitIdle(source.name());
        }
        List<ServedVersion> started = new ArrayList<>();
        try {
            for (ModelSource.Version version : loadable.versions()) {
                version.model().load();
                String number = Long.toString(version.number());
                started.add(
                        new ServedVersion(number, version.model(), loadable.config(), counter(source.name(), number)));
            }
        } catch (ModelException | RuntimeException | LinkageError e) {
            started.forEach(ServedVersion::retire);
            throw e instanceof ModelException known
                    ? known
                    : ModelException.failed("load-failed", String.valueOf(e.getMessage()), e);
        }
        if (source.singleObject()) {
            lastOfSingles.put(source.name(), started.getLast());
        }
        return List.copyOf(started);
    }

    private void awaitIdle(String name) throws ModelException {
        ServedVersion last = lastOfSingles.get(name);
        try {
            if (last != null && !last.awaitGone(IDLE_WAIT)) {
                throw ModelException.failed("still-running", "inferences on '" + name + "' still run; try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ModelException.failed("interrupted", "loading '" + name + "' was stopped", e);
        }
    }

    private InferenceCounter counter(String name, String version) {
        return Objects.requireNonNull(counters.computeIfAbsent(name + "/" + version, key -> new InferenceCounter()));
    }

    /**
     * Takes a model out of service; inferences that run are finished.
     *
     * @throws ModelException {@code unknown-model}
     */
    void unload(String name) throws ModelException {
        changes.lock();
        try {
            Served before = served.get(name);
            if (before == null) {
                throw ModelException.refused("unknown-model", "'" + name + "' is not in the model repository");
            }
            served.put(name, new Served(List.of(), "unloaded"));
            before.versions().forEach(ServedVersion::retire);
        } finally {
            changes.unlock();
        }
    }

    /**
     * Finds a served version.
     *
     * @param version empty for the newest
     * @throws ModelException {@code unknown-model}, worded as Triton words it
     */
    ServedVersion find(String name, String version) throws ModelException {
        Served found = served.get(name);
        if (found == null) {
            throw unknown("'" + name + "' is not found");
        }
        if (found.versions().isEmpty()) {
            throw unknown("'" + name + "' has no available versions (" + found.reason() + ")");
        }
        if (version.isEmpty()) {
            return found.versions().getLast();
        }
        return found.versions().stream()
                .filter(candidate -> candidate.version().equals(version))
                .findFirst()
                .orElseThrow(() -> unknown("'" + name + "' version " + version + " is not found"));
    }

    private static ModelException unknown(String what) {
        return ModelException.refused("unknown-model", "Request for unknown model: " + what);
    }

    /** Versions that are served of one model, or of all when the name is empty. */
    List<NamedVersion> serving(String name) {
        List<NamedVersion> all = new ArrayList<>();
        served.forEach((model, state) -> {
            if (name.isEmpty() || name.equals(model)) {
                state.versions().forEach(version -> all.add(new NamedVersion(model, version)));
            }
        });
        return all;
    }

    /** A version with the name of its model. */
    record NamedVersion(String name, ServedVersion version) {}

    /** What is there, by name; also what was never loaded. */
    List<ModelIndex> index(boolean readyOnly) {
        List<ModelIndex> index = new ArrayList<>();
        served.forEach((name, state) -> {
            for (ServedVersion version : state.versions()) {
                index.add(ModelIndex.newBuilder()
                        .setName(name)
                        .setVersion(version.version())
                        .setState("READY")
                        .build());
            }
            if (state.versions().isEmpty() && !readyOnly) {
                index.add(ModelIndex.newBuilder()
                        .setName(name)
                        .setState("UNAVAILABLE")
                        .setReason(state.reason())
                        .build());
            }
        });
        if (!readyOnly) {
            sources().keySet().stream()
                    .filter(name -> !served.containsKey(name))
                    .forEach(name ->
                            index.add(ModelIndex.newBuilder().setName(name).build()));
        }
        index.sort(Comparator.comparing(ModelIndex::getName).thenComparing(ModelIndex::getVersion));
        return index;
    }

    /** Takes everything out of service. */
    void close() {
        served.values().forEach(state -> state.versions().forEach(ServedVersion::retire));
        served.clear();
    }
}
