package dev.maestro.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.core.train.OutcomeLog;
import dev.maestro.local.evaluate.CompletedEvaluations;
import dev.maestro.local.flow.FlowClient;
import dev.maestro.report.EvaluationFolder;
import dev.maestro.schema.event.EvaluationComparison;
import dev.maestro.schema.event.EvaluationCompleted;
import dev.maestro.schema.event.EvaluationRequested;
import dev.maestro.schema.event.EventType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests of evaluations on a real broker. */
class EvaluationRequestsIT {

    private static final int ITEMS = 4;
    private static final String PAIR = "symja:compute-evaluate";
    private static final Pattern ADDRESS = Pattern.compile("Waiting for events on \\S+ at (\\S+?)\\. Ctrl-C");

    @TempDir
    private Path folder;

    private Process watch;
    private String broker;

    @BeforeEach
    void startWatching() throws Exception {
        Path sums = Files.createDirectories(folder.resolve("sets").resolve("sums"));
        Files.write(
                sums.resolve("items.jsonl"),
                Stream.iterate(0, i -> i + 1)
                        .limit(ITEMS)
                        .map(i -> ("{\"id\":\"sum%d\",\"question\":\"What is %d + 20?\",\"answer\":\"%d\","
                                        + "\"answer_type\":\"number\",\"metric\":\"exact\"}")
                                .formatted(i, i, i + 20))
                        .toList());
        Path out = folder.resolve("watch.txt");
        watch = CommandProcess.start(
                folder,
                Map.of(),
                out,
                "evaluate",
                "--watch",
                "--data",
                folder.resolve("sets").toString());
        Matcher address = ADDRESS.matcher(Files.readString(out));
        while (watch.isAlive() && !address.find()) {
            watch.waitFor(50, TimeUnit.MILLISECONDS);
            address = ADDRESS.matcher(Files.readString(out));
        }
        broker = address.group(1);
    }

    @AfterEach
    void stopWatching() throws InterruptedException {
        watch.destroy();
        watch.waitFor();
    }

    private static EvaluationRequested request(String id, String minimum) {
        return EvaluationRequested.of(id, List.of("sums"), PAIR, Instant.now()).withRules(List.of(minimum), List.of());
    }

    /** Publishes, and takes what ends until the last one did. */
    private List<EvaluationCompleted> ends(EvaluationRequested... requests) throws IOException {
        List<EvaluationCompleted> ends = new ArrayList<>();
        try (CompletedEvaluations completed = new CompletedEvaluations(broker);
                FlowClient client = new FlowClient(broker)) {
            client.publish(List.of(requests));
            String last = requests[requests.length - 1].evaluationId();
            completed.each(each -> {
                ends.add(each);
                return !each.evaluationId().equals(last);
            });
        }
        return ends;
    }

    @Test
    void theSameRequestTwiceIsOneAndAnotherOneUnderItsIdIsRefused() throws Exception {
        EvaluationRequested first = request("nightly", "0.1");

        List<EvaluationCompleted> one = ends(first);
        List<EvaluationCompleted> two = ends(request("nightly", "0.1"), request("last", "0.1"));
        List<EvaluationCompleted> three = ends(request("nightly", "0.2"));

        assertThat(one).extracting(EvaluationCompleted::status).containsExactly("passed");
        assertThat(one.getFirst().benchmarks().getFirst().n()).isEqualTo(ITEMS);
        assertThat(two).extracting(EvaluationCompleted::evaluationId).containsExactly("last");
        EvaluationCompleted refused = three.getFirst();
        assertThat(refused.status()).isEqualTo("refused");
        assertThat(refused.reason())
                .isEqualTo("another request under the id nightly asked for something else; its evaluation stands. Ask"
                        + " for this one under an id of its own");
        assertThat(refused.request()).isNotEqualTo(first.contentDigest());
        assertThat(new EventLog(broker).count(EventType.EVALUATION_COMPLETED)).isEqualTo(3);
        // Two batches ran: nightly once, and last.
        assertThat(new EventLog(broker).count(EventType.REWARD_ASSIGNED)).isEqualTo(2 * ITEMS);
    }

    @Test
    void aSenderWhoAsksAgainIsToldWhatCameOfIt() throws Exception {
        String[] send = {"evaluate", "--send", "nightly", "--data", "sums", "--policy", PAIR, "--minimum", "0.1"};

        CommandProcess first = CommandProcess.run(folder, Map.of(), send);
        CommandProcess again = CommandProcess.run(folder, Map.of(), send);

        assertThat(first.out()).contains("Evaluation nightly of " + PAIR + ": passed");
        assertThat(again.out())
                .contains("This was asked for before and ended at")
                .contains("Evaluation nightly of " + PAIR + ": passed");
        assertThat(again.exitCode()).isZero();
    }

    @Test
    void anEventLeavesTheReportThatTheCommandLeaves() throws Exception {
        Path outcomes = Files.write(folder.resolve("sets").resolve("outcomes.gz"), outcomes());

        EvaluationCompleted end = ends(request("nightly", "0.1").withFiles("outcomes.gz", "weekly"))
                .getFirst();
        CommandProcess.run(
                folder,
                Map.of(),
                "evaluate",
                "--data",
                folder.resolve("sets").resolve("sums").toString(),
                "--policy",
                PAIR,
                "--minimum",
                "0.1",
                "--outcome-log",
                outcomes.toString(),
                "--out",
                folder.resolve("command").toString());

        Path byEvent = folder.resolve("home").resolve("evaluations").resolve("weekly");
        assertThat(end.folder()).isEqualTo(byEvent.toString());
        assertThat(end.files()).hasSameSizeAs(EvaluationFolder.FILES);
        assertThat(end.comparisons()).extracting(EvaluationComparison::rival).contains("calibrated-router");
        JsonNode event = report(byEvent);
        JsonNode command = report(folder.resolve("command"));
        for (String what : List.of("macro", "micro", "macroInterval95", "rivals", "overBestExpert", "gate")) {
            assertThat(event.has(what)).as(what).isTrue();
            assertThat(event.path(what)).as(what).isEqualTo(command.path(what));
        }
        for (String file : EvaluationFolder.FILES) {
            assertThat(byEvent.resolve(file)).isNotEmptyFile();
            assertThat(folder.resolve("command").resolve(file)).isNotEmptyFile();
        }
        assertThat(Files.readAllLines(byEvent.resolve("items.jsonl"))).hasSize(ITEMS);
    }

    @Test
    void aSenderIsToldWhenTheFunctionGivesUpAndMaySendAgain() throws Exception {
        Path reports = Files.createDirectories(folder.resolve("home").resolve("evaluations"));
        Files.createFile(reports.resolve("taken"));

        CommandProcess sent = sendNightly();
        CommandProcess again = sendNightly();
        Files.delete(reports.resolve("taken"));
        CommandProcess mended = sendNightly();

        assertThat(sent.out())
                .contains("Evaluation nightly could not be run (")
                .contains("dead-letters replay maestro.evaluation-requested.v1@")
                .doesNotContain("\tat ");
        assertThat(sent.exitCode()).isOne();
        assertThat(again.out()).contains("could not be run (", "It is tried again.", "Evaluation nightly could not be");
        assertThat(again.exitCode()).isOne();
        assertThat(mended.out()).contains("It is tried again.", "Evaluation nightly of " + PAIR + ": done");
        assertThat(mended.exitCode()).isZero();
    }

    private CommandProcess sendNightly() throws Exception {
        return CommandProcess.run(
                folder,
                Map.of(),
                "evaluate",
                "--send",
                "nightly",
                "--data",
                "sums",
                "--policy",
                PAIR,
                "--out",
                "taken");
    }

    private static JsonNode report(Path of) throws IOException {
        return Json.mapper().readTree(of.resolve("report.json").toFile());
    }

    /** The pair that runs is right on every item but the first, another one on none. */
    private static byte[] outcomes() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        for (int i = 0; i < ITEMS; i++) {
            log.writeBytes(OutcomeLog.bytes(new LoggedTask(
                    "sum" + i,
                    "sums",
                    "sum",
                    "",
                    "What is %d + 20?".formatted(i),
                    false,
                    new float[384],
                    new double[14],
                    Map.of(
                            "symja/compute-evaluate",
                            new LoggedRun(i == 0 ? 0 : 1, 10, 1, "x"),
                            "ocr/read-line",
                            new LoggedRun(0, 20, 2, "y")),
                    List.of())));
        }
        return log.toByteArray();
    }
}
