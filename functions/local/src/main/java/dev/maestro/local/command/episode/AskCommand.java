package dev.maestro.local.command.episode;

import dev.maestro.core.episode.AnswerForm;
import dev.maestro.core.task.EpisodeIds;
import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.policy.BestPolicy;
import dev.maestro.local.command.registry.RegistryFiles;
import dev.maestro.local.command.terminal.Table;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.flow.FlowClient;
import dev.maestro.local.flow.FlowHost;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.local.flow.HostOptions;
import dev.maestro.schema.event.ImageInput;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Settings;
import dev.maestro.schema.wire.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ask}: answers one question. */
@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        description = "Answers one question about images or text, and shows the steps that led there.",
        footer = {
            "",
            "Examples:",
            "  ./maestro ask --image receipt.png \"What is the total?\"",
            "  ./maestro ask \"What is 17 * 23?\"",
            "  ./maestro ask --image chart.png --expert ppocr-v4 --policy best-pair \"What is the value of B?\"",
            "  ./maestro ask --registry registry-schema/registries/maestro-paper.yaml --policy generative --image chart.png"
                    + " \"How high is bar B?\""
        })
public final class AskCommand implements Callable<Integer> {

    private static final String GUESS = " (a guess: nothing that was found has the form that is asked for)";

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--registry",
            paramLabel = "FILE",
            description = "Makes this registry current first, as `registry use` does; a second one lies over it.")
    private List<Path> registries = new ArrayList<>();

    @Mixin
    private AblationOptions ablation = new AblationOptions();

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description = "A PNG, JPEG, GIF, WebP, BMP or TIFF file; may be repeated.")
    private List<Path> images = new ArrayList<>();

    @Option(names = "--choice", paramLabel = "TEXT", description = "An option of a multiple-choice question; repeat.")
    private List<String> choices = new ArrayList<>();

    @Option(names = "--policy", description = "Policy that decides (default: the best that is available).")
    private @Nullable String policy;

    @Option(names = "--expert", description = "Use only this expert; may be repeated.")
    private List<String> experts = new ArrayList<>();

    @Option(names = "--skill", description = "Use only this skill; may be repeated.")
    private List<String> skills = new ArrayList<>();

    @Option(
            names = "--cost-weight",
            description = "How much a CPU-second, or its worth in money, weighs against being right (default: 0.1).")
    private @Nullable Double costWeight;

    @Option(
            names = "--deadline",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Longest time for the answer (default: ${DEFAULT-VALUE}).")
    private double deadlineSeconds;

    @Parameters(paramLabel = "QUESTION", description = "The question.")
    private String question = "";

    @Override
    public Integer call() throws Exception {
        if (question.isBlank()) {
            throw new UserException("The question is empty. Write what you want to know, in quotes.");
        }
        if (!(deadlineSeconds > 0)) {
            throw new UserException("--deadline must be above 0.");
        }
        List<byte[]> pictures = new ArrayList<>();
        for (Path image : images) {
            pictures.add(read(image));
        }
        return FlowHost.run(HostOptions.of(home.home()), session -> ask(session, pictures));
    }

    private static byte[] read(Path image) {
        if (!Files.exists(image)) {
            throw new UserException("There is no file " + image + ". Check the path given with --image.");
        }
        if (Files.isDirectory(image)) {
            throw new UserException(image + " is a folder; --image wants a picture.");
        }
        try {
            return Files.readAllBytes(image);
        } catch (IOException e) {
            throw new UserException("Cannot read " + image + ": " + e.getMessage());
        }
    }

    private int ask(FlowSession session, List<byte[]> pictures) throws IOException, InterruptedException {
        List<ImageInput> inputs = new ArrayList<>();
        if (!registries.isEmpty()) {
            RegistryFiles.use(session.registries(), registries);
        }
        for (byte[] picture : pictures) {
            inputs.add(new ImageInput(session.objects().putContent(picture), null));
        }
        Budget budget = new Budget(
                Budget.DEFAULT.maxSteps(),
                Budget.DEFAULT.maxCalls(),
                Budget.DEFAULT.maxTokens(),
                Budget.DEFAULT.maxCostMicroUsd(),
                Math.round(deadlineSeconds * 1000));
        Settings settings = new Settings(
                        policy == null ? BestPolicy.of(session) : policy,
                        null,
                        1,
                        null,
                        costWeight,
                        experts,
                        skills,
                        budget)
                .with(ablation.ablation());
        TaskSubmitted task = new TaskSubmitted(
                EpisodeIds.taskId("default", null),
                "default",
                Purpose.SERVE,
                question,
                inputs,
                choices,
                null,
                settings,
                Instant.now());
        try (FlowClient client = session.client()) {
            RewardAssigned ended =
                    client.submit(task).getFirst().get(budget.maxMillis() + 30_000, TimeUnit.MILLISECONDS);
            print(ended);
            json.write(ended);
            return ended.end() instanceof EpisodeEnd.Answered answered
                            && !answered.answer().isBlank()
                    ? 0
                    : 1;
        } catch (TimeoutException e) {
            System.err.println("maestro: No answer came in time; the functions may be down. `./maestro doctor` tells"
                    + " more, and the log is in " + session.home().logs() + ".");
            return 1;
        } catch (ExecutionException e) {
            System.err.println("maestro: The flow stopped answering: " + e.getCause());
            return 1;
        }
    }

    private static boolean isGuess(EpisodeState state) {
        return !state.steps().isEmpty()
                && Boolean.TRUE.equals(
                        state.steps().getLast().decision().extra().get(AnswerForm.GUESSED));
    }

    static void print(RewardAssigned ended) {
        System.out.println(
                switch (ended.end()) {
                    case EpisodeEnd.Answered answered ->
                        answered.answer().isBlank()
                                ? noAnswer(ended.state())
                                : answered.answer() + (isGuess(ended.state()) ? GUESS : "");
                    case EpisodeEnd.Refused refused -> "Refused (" + refused.code() + "): " + refused.message();
                    case EpisodeEnd.Exhausted exhausted ->
                        "No answer within the limits: the " + exhausted.limit() + " ran out.";
                    case EpisodeEnd.Broken broken -> "Failed (" + broken.code() + "): " + broken.message();
                });
        EpisodeState state = ended.state();
        if (!state.steps().isEmpty()) {
            System.out.printf("%n%s", steps(state));
        }
        System.out.printf(
                Locale.ROOT,
                "%nepisode %s, policy %s, %d calls, %.0f CPU ms, %.2f micro-USD%n",
                state.episodeId(),
                state.policyId(),
                state.usage().calls(),
                state.usage().cpuMillis(),
                state.usage().costMicroUsd());
    }

    /** Says why there is no answer: what came of the last call. */
    private static String noAnswer(EpisodeState state) {
        return state.steps().stream()
                .flatMap(step -> step.invocations().stream())
                .reduce((first, second) -> second)
                .map(Invocation::outcome)
                .filter(outcome -> !(outcome instanceof Outcome.Answered))
                .map(outcome -> "No answer: the last call was " + observation(outcome))
                .orElse("No answer: the experts looked and found nothing that fits the question.");
    }

    static Table steps(EpisodeState state) {
        Table table = new Table("step", "expert", "skill", "query", "observation", "ms", "micro-USD");
        for (Step step : state.steps()) {
            for (Invocation invocation : step.invocations()) {
                table.row(
                        step.stepIndex(),
                        invocation.call().expertId(),
                        invocation.call().skillId(),
                        shorten(invocation.call().query(), 40),
                        shorten(observation(invocation.outcome()), 50),
                        String.format(Locale.ROOT, "%.0f", invocation.latencyMillis()),
                        String.format(Locale.ROOT, "%.2f", invocation.usage().costMicroUsd()));
            }
            switch (step.decision().action()) {
                case Action.Answer answer ->
                    table.row(step.stepIndex(), "", "answer", "", shorten(answer.text(), 50), "", "");
                case Action.Malformed malformed ->
                    table.row(step.stepIndex(), "", "malformed", "", malformed.code(), "", "");
                case Action.Invoke invoke -> {
                    if (step.invocations().isEmpty()) {
                        table.row(step.stepIndex(), "", "running", "", "", "", "");
                    }
                }
            }
        }
        return table;
    }

    private static String observation(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> answered.text().isBlank() ? "(nothing found)" : answered.text();
            case Outcome.Refused refused -> "refused: " + refused.message();
            case Outcome.Failed failed -> "failed: " + failed.message();
            case Outcome.TimedOut timedOut -> "timed out after " + timedOut.afterMillis() + " ms";
            case Outcome.OverBudget over -> "over budget: " + over.limit();
        };
    }

    private static String shorten(String text, int length) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= length ? line : line.substring(0, length - 3) + "...";
    }
}
