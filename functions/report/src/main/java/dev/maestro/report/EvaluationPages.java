package dev.maestro.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.maestro.core.episode.Json;
import dev.maestro.core.evaluate.batch.ItemResult;
import dev.maestro.core.evaluate.plan.Begun;
import dev.maestro.core.evaluate.report.EvaluationReport;
import dev.maestro.core.evaluate.report.Evaluations;
import dev.maestro.core.evaluate.report.LogRivals;
import dev.maestro.report.Findings.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the pages of an evaluation from what its run left in a folder: {@code report.html} (one file that needs nothing
 * else), {@code report.md} and {@code findings.json}. The item log is read twice and never held.
 */
public final class EvaluationPages {

    /** Name of the page. */
    public static final String HTML = "report.html";

    static final String MARKDOWN = "report.md";
    static final String FINDINGS = "findings.json";

    private EvaluationPages() {}

    /**
     * Writes the pages anew.
     *
     * @return the page to look at
     * @throws NoSuchFileException when the folder holds no evaluation
     * @throws IOException when something in it cannot be read, or a page cannot be written
     */
    public static Path write(Path folder) throws IOException {
        return write(folder, LogRivals.none());
    }

    /** Digest of the registry that an evaluation was begun with; empty when the folder does not say it. */
    public static Optional<String> registryDigest(Path folder) throws IOException {
        Path begun = folder.resolve(EvaluationFolder.BEGUN);
        return Files.isRegularFile(begun) ? Optional.of(read(begun, Begun.class).registryDigest()) : Optional.empty();
    }

    /**
     * Puts rivals into the report that a run wrote, in place of those that it has.
     *
     * @return whether they know any of its items; if not, the report stays as it is
     */
    public static boolean addRivals(Path folder, LogRivals rivals) throws IOException {
        Path written = folder.resolve(EvaluationFolder.REPORT);
        if (!Files.isRegularFile(written)) {
            return true; // made anew from the item log whenever it is asked for
        }
        EvaluationReport report = Evaluations.withRivals(
                read(written, EvaluationReport.class),
                new WrittenItems(folder.resolve(EvaluationFolder.ITEMS)),
                rivals);
        if (report.rivals().isEmpty()) {
            return false;
        }
        WholeFile.writeJson(written, report);
        return true;
    }

    /**
     * Writes the pages anew.
     *
     * @param rivals as those of the report: they say which pairs got an item right that the policy got wrong
     */
    public static Path write(Path folder, LogRivals rivals) throws IOException {
        Path log = folder.resolve(EvaluationFolder.ITEMS);
        if (!Files.isRegularFile(log)) {
            throw new NoSuchFileException(
                    log.toString(), null, "name the folder that ./maestro evaluate wrote with --out");
        }
        WrittenItems items = new WrittenItems(log);
        EvaluationReport report = report(folder, items, rivals);
        FindingsGathering gathering = new FindingsGathering(report, rivals);
        items.each(gathering::add);
        Findings findings = gathering.findings();
        Page page = PageMaking.of(report, findings, wrong(items, report, findings));
        WholeFile.writeJson(folder.resolve(FINDINGS), findings);
        WholeFile.write(folder.resolve(MARKDOWN), MarkdownPage.of(page));
        return WholeFile.write(folder.resolve(HTML), new HtmlPage().of(page));
    }

    /** The report as the run wrote it; without one, made anew from what was begun and what the log has. */
    private static EvaluationReport report(Path folder, WrittenItems items, LogRivals rivals) throws IOException {
        Path written = folder.resolve(EvaluationFolder.REPORT);
        if (Files.isRegularFile(written)) {
            return read(written, EvaluationReport.class);
        }
        Set<String> policies = new LinkedHashSet<>();
        items.each(result -> policies.add(result.policy()));
        if (policies.isEmpty()) {
            throw new NoSuchFileException(
                    items.file().toString(), null, "no item has a result yet; run ./maestro evaluate first");
        }
        Path begun = folder.resolve(EvaluationFolder.BEGUN);
        Begun of = Files.isRegularFile(begun)
                ? read(begun, Begun.class)
                : new Begun("unknown", 0, "unknown", Instant.EPOCH);
        return Evaluations.report(
                items,
                new Evaluations.Facts(
                        of.evaluationId(),
                        List.copyOf(policies),
                        of.registryDigest(),
                        of.seed(),
                        of.startedAt(),
                        Instant.now(),
                        0,
                        List.of(),
                        rivals,
                        List.of(),
                        0,
                        null,
                        EvaluationFolder.ITEMS));
    }

    private static <T> T read(Path file, Class<T> type) throws IOException {
        try {
            return Json.mapper().readValue(Files.readAllBytes(file), type);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + " is damaged: " + e.getOriginalMessage()
                            + ". Remove it; the item log has all that is needed.",
                    e);
        }
    }

    private static Map<String, ItemResult> wrong(WrittenItems items, EvaluationReport report, Findings findings)
            throws IOException {
        Set<String> wanted = new HashSet<>();
        for (FailureReason failure : findings.failures()) {
            wanted.add(FailureCards.key(failure.benchmark(), failure.id()));
        }
        Map<String, ItemResult> found = new HashMap<>();
        items.each(result -> {
            String key = FailureCards.key(result.benchmark(), result.id());
            if (result.policy().equals(report.policy()) && wanted.contains(key)) {
                found.put(key, result);
            }
        });
        return found;
    }
}
