package dev.maestro.evaluate;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.evaluate.batch.ItemLog;
import dev.maestro.core.evaluate.plan.Begun;
import dev.maestro.core.evaluate.plan.EvaluationRecords;
import dev.maestro.core.evaluate.plan.RequestedPlan;
import dev.maestro.core.evaluate.report.EvaluationReport;
import dev.maestro.core.evaluate.report.Evaluations;
import dev.maestro.report.EvaluationFolder;
import dev.maestro.report.FileItemLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a requested evaluation: made in a folder, as {@code ./maestro evaluate} makes them, and kept in the object
 * store. Opened before anything is run, so that a folder that cannot be used costs nothing.
 */
final class EvaluationFiles implements AutoCloseable {

    private final EvaluationRecords records;
    private final String name;
    private final @Nullable Path kept;
    private final EvaluationFolder folder;

    private EvaluationFiles(EvaluationRecords records, String name, @Nullable Path kept, EvaluationFolder folder) {
        this.records = records;
        this.name = name;
        this.kept = kept;
        this.folder = folder;
    }

    /**
     * Files that were written.
     *
     * @param report the numbers
     * @param names of all files in the object store, in the order of {@link EvaluationFolder#FILES}
     * @param folder where they lie on this machine; null when they do not
     */
    record Written(
            EvaluationReport report,
            List<String> names,
            @Nullable String folder) {

        /** Name of a file in the object store. */
        String name(String file) {
            return names.get(EvaluationFolder.FILES.indexOf(file));
        }
    }

    /**
     * Lets the folder of a request be that of its evaluation.
     *
     * @throws TerminalException {@link RequestedPlan#REFUSED} when it is that of another one
     */
    static void own(EvaluationRecords records, RequestedPlan requested, String evaluationId) throws IOException {
        String owner = records.owner(requested.folder(), evaluationId);
        if (!owner.equals(evaluationId)) {
            throw another(requested.folder(), owner);
        }
    }

    /**
     * Opens the folder of a request.
     *
     * @param reports holds the folders of all evaluations; empty for none, then the files are made in a temporary one
     * @throws TerminalException {@link RequestedPlan#REFUSED} when another evaluation lies in the folder, or runs there
     */
    static EvaluationFiles open(
            ObjectStore objects, RequestedPlan requested, String evaluationId, Optional<String> reports)
            throws IOException {
        Path kept = reports.isPresent()
                ? Path.of(reports.get()).resolve(requested.folder()).toAbsolutePath()
                : null;
        EvaluationFolder folder;
        try {
            folder = EvaluationFolder.open(kept == null ? Files.createTempDirectory("maestro-evaluation") : kept);
        } catch (EvaluationFolder.InUseException e) {
            throw new TerminalException(RequestedPlan.REFUSED, String.valueOf(e.getMessage()));
        }
        Optional<Begun> there = folder.begun();
        if (there.isPresent() && !there.get().evaluationId().equals(evaluationId)) {
            folder.close();
            throw another(String.valueOf(kept), there.get().evaluationId());
        }
        return new EvaluationFiles(new EvaluationRecords(objects), requested.folder(), kept, folder);
    }

    private static TerminalException another(String folder, String owner) {
        return new TerminalException(
                RequestedPlan.REFUSED,
                "the folder " + folder + " holds the report of the evaluation " + owner
                        + "; ask for another one with out");
    }

    /** Makes all files from the log of a run. */
    Written write(Begun begun, ItemLog log, Evaluations.Facts facts) throws IOException {
        folder.clear();
        folder.begin(begun);
        try (FileItemLog items = folder.log()) {
            log.each(items::append);
        }
        EvaluationReport report = folder.finish(facts);
        List<String> names = new ArrayList<>();
        for (String file : EvaluationFolder.FILES) {
            names.add(records.keep(name, file, Files.readAllBytes(folder.path().resolve(file))));
        }
        return new Written(report, names, kept == null ? null : kept.toString());
    }

    @Override
    public void close() throws IOException {
        folder.close();
        if (kept == null) {
            try (Stream<Path> files = Files.list(folder.path())) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder.path());
        }
    }
}
