package dev.maestro.local.command.evaluate;

import dev.maestro.core.evaluate.plan.EvaluationRecords;
import dev.maestro.local.command.terminal.Table;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.evaluate.CompletedEvaluations;
import dev.maestro.local.flow.FlowClient;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.report.EvaluationPages;
import dev.maestro.runtime.deadletter.DeadLetter;
import dev.maestro.runtime.deadletter.DeadLetters;
import dev.maestro.schema.event.EvaluationComparison;
import dev.maestro.schema.event.EvaluationCompleted;
import dev.maestro.schema.event.EvaluationRequested;
import dev.maestro.schema.event.EvaluationScore;
import dev.maestro.schema.event.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Evaluations that events start: waiting for them, and asking for one. */
final class EvaluationWatch {

    /** What {@code evaluate} of the function is told which folders it may read by. */
    private static final String ALLOWED = "maestro.evaluate.data";

    private EvaluationWatch() {}

    /** Allows the flow that is hosted next to read these folders. */
    static void allow(List<Path> folders) {
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new UserException(folder + " is no folder. With --watch, --data names folders of sets.");
            }
        }
        if (!folders.isEmpty()) {
            System.setProperty(
                    ALLOWED,
                    String.join(
                            ",",
                            folders.stream()
                                    .map(folder -> folder.toAbsolutePath()
                                            .normalize()
                                            .toString()
                                            .replace(",", "\\,"))
                                    .toList()));
        }
    }

    /** Stays up and prints what comes of each request. */
    static int watch(FlowSession session) {
        try (CompletedEvaluations completed =
                new CompletedEvaluations(session.address().kafka())) {
            System.out.printf(
                    "Waiting for events on %s at %s. Ctrl-C stops it.%n",
                    EventType.EVALUATION_REQUESTED.topic(), session.address().kafka());
            completed.each(new CompletedEvaluations.Taker() {
                @Override
                public boolean ended(EvaluationCompleted each) {
                    print(each);
                    return true;
                }

                @Override
                public boolean gaveUp(EvaluationRequested request, DeadLetter letter) {
                    print(request, letter);
                    return true;
                }
            });
        }
        return 0;
    }

    /** Puts a request on its topic and waits for the evaluation's end. */
    static int send(FlowSession session, EvaluationRequested request) throws IOException {
        EvaluationRecords records = new EvaluationRecords(session.objects());
        AtomicReference<EvaluationCompleted> end = new AtomicReference<>();
        try (CompletedEvaluations completed =
                        new CompletedEvaluations(session.address().kafka());
                FlowClient client = session.client()) {
            Optional<EvaluationCompleted> before = records.endOf(request);
            if (before.isPresent()) {
                System.out.printf(
                        "This was asked for before and ended at %s. Ask under another id to run it again.%n",
                        before.get().completedAt());
                end.set(before.get());
            } else {
                ask(session.deadLetters(client), client, request);
                completed.each(new CompletedEvaluations.Taker() {
                    @Override
                    public boolean ended(EvaluationCompleted each) {
                        if (!isOf(request, each)) {
                            return true;
                        }
                        end.set(each);
                        return false;
                    }

                    @Override
                    public boolean gaveUp(EvaluationRequested each, DeadLetter letter) {
                        if (!each.eventId().equals(request.eventId())) {
                            return true;
                        }
                        print(each, letter);
                        return false;
                    }
                });
            }
        }
        EvaluationCompleted found = end.get();
        if (found == null) {
            return 1;
        }
        print(found);
        return switch (found.status()) {
            case "passed", "done" -> found.notRun() == 0 ? 0 : 1;
            case "refused" -> 2;
            default -> 1;
        };
    }

    /** A request that was given up before is tried again: put on its topic as it was, it would be the event that is done. */
    private static void ask(DeadLetters letters, FlowClient client, EvaluationRequested request) {
        Optional<DeadLetter> before = letters.list().reversed().stream()
                .filter(letter -> CompletedEvaluations.request(letter)
                        .filter(each -> each.eventId().equals(request.eventId()))
                        .isPresent())
                .findFirst();
        if (before.isPresent()) {
            letters.replay(before.get().id());
            System.out.printf(
                    "This was asked for before and could not be run (%s: %s). It is tried again.%n",
                    before.get().code(), before.get().message());
        } else {
            client.publish(List.of(request));
            System.out.printf("Asked for evaluation %s.%n", request.evaluationId());
        }
    }

    /** Another request under the same id ends apart. */
    private static boolean isOf(EvaluationRequested request, EvaluationCompleted completed) {
        return completed.evaluationId().equals(request.evaluationId())
                && (completed.request() == null || completed.request().equals(request.contentDigest()));
    }

    private static void print(EvaluationRequested request, DeadLetter letter) {
        System.err.printf(
                "Evaluation %s could not be run (%s: %s). When that is mended, ./maestro dead-letters replay %s goes on"
                        + " with it; results that are there are kept.%n",
                request.evaluationId(), letter.code(), letter.message(), letter.id());
    }

    private static void print(EvaluationCompleted completed) {
        System.out.printf(
                Locale.ROOT,
                "%nEvaluation %s of %s: %s%s%n",
                completed.evaluationId(),
                completed.policy(),
                completed.status(),
                completed.reason() == null ? "" : ": " + completed.reason());
        if (completed.report() == null) {
            return;
        }
        Table table = new Table("set", "n", "accuracy", "95 % interval", "failed");
        for (EvaluationScore score : completed.benchmarks()) {
            table.row(
                    score.name(),
                    score.n(),
                    EvaluationTables.percent(score.accuracy()),
                    EvaluationTables.interval(List.of(score.low(), score.high())),
                    score.infrastructureFailures());
        }
        System.out.print(table);
        System.out.printf(
                "Macro mean %s, micro mean %s.%n",
                EvaluationTables.percent(completed.macro()), EvaluationTables.percent(completed.micro()));
        for (EvaluationComparison rival : completed.comparisons()) {
            System.out.printf(
                    Locale.ROOT,
                    "%+.1f points (%+.1f to %+.1f) beside %s, p adjusted %.4f, %d items.%n",
                    100 * rival.difference(),
                    100 * rival.low(),
                    100 * rival.high(),
                    rival.rival(),
                    rival.adjustedP(),
                    rival.n());
        }
        if (completed.notRun() > 0) {
            System.out.printf("%d items were not run: the budget of the batch was spent.%n", completed.notRun());
        }
        String folder = completed.folder();
        System.out.printf(
                "Report: %s%n",
                folder == null ? completed.report() + " in the object store" : Path.of(folder, EvaluationPages.HTML));
    }
}
