package dev.maestro.local.command;

import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.terminal.Table;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.flow.FlowClient;
import dev.maestro.local.flow.FlowHost;
import dev.maestro.local.flow.HostOptions;
import dev.maestro.runtime.deadletter.DeadLetter;
import dev.maestro.runtime.deadletter.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dead-letters}: events that could not be handled. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Events that could not be handled, with the reason. Nothing is lost: they can be replayed.",
        subcommands = {DeadLettersCommand.ListAll.class, DeadLettersCommand.Show.class, DeadLettersCommand.Replay.class
        })
public final class DeadLettersCommand {

    /** What a subcommand does with the dead letters. */
    @FunctionalInterface
    private interface Body {
        int run(DeadLetters letters) throws Exception;
    }

    private static int with(HomeOption home, Body body) throws Exception {
        return FlowHost.run(HostOptions.of(home.home()), session -> {
            try (FlowClient client = session.client()) {
                return body.run(session.deadLetters(client));
            }
        });
    }

    private static Map<String, Object> report(DeadLetter letter) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("id", letter.id());
        report.put("time", letter.time());
        report.put("stage", letter.stage());
        report.put("code", letter.code());
        report.put("message", letter.message());
        report.put("topic", letter.topic());
        report.put("partition", letter.partition());
        report.put("offset", letter.offset());
        report.put("episodeId", letter.episodeId());
        byte[] value = letter.value();
        report.put("value", value == null ? null : new String(value, StandardCharsets.UTF_8));
        return report;
    }

    private static UserException unknown(String id) {
        return new UserException(
                "There is no dead letter '" + id + "'; `./maestro dead-letters list` shows what there is.");
    }

    /** {@code dead-letters list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the dead letters, oldest first.",
            footer = {"", "Example:", "  ./maestro dead-letters list"})
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private HomeOption home = new HomeOption();

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public Integer call() throws Exception {
            return with(home, letters -> {
                List<DeadLetter> all = letters.list();
                Table table = new Table("id", "time", "stage", "code", "message");
                all.forEach(letter ->
                        table.row(letter.id(), letter.time(), letter.stage(), letter.code(), letter.message()));
                System.out.printf("%s%d dead letters%n", all.isEmpty() ? "" : table, all.size());
                json.write(Map.of(
                        "deadLetters",
                        all.stream().map(DeadLettersCommand::report).toList()));
                return 0;
            });
        }
    }

    /** {@code dead-letters show ID}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows one dead letter, whole.",
            footer = {"", "Example:", "  ./maestro dead-letters show maestro.task-submitted.v1@0@17"})
    static final class Show implements Callable<Integer> {

        @Mixin
        private HomeOption home = new HomeOption();

        @Mixin
        private JsonOption json = new JsonOption();

        @Parameters(paramLabel = "ID", description = "Id, as listed.")
        private String id = "";

        @Override
        public Integer call() throws Exception {
            return with(home, letters -> {
                DeadLetter letter = letters.show(id).orElseThrow(() -> unknown(id));
                report(letter).forEach((name, value) -> System.out.println(name + ": " + value));
                json.write(report(letter));
                return 0;
            });
        }
    }

    /** {@code dead-letters replay ID...}. */
    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = "Starts the episode of a dead letter again, as a new attempt.",
            footer = {
                "",
                "Examples:",
                "  ./maestro dead-letters replay maestro.task-submitted.v1@0@17",
                "  ./maestro dead-letters replay --all"
            })
    static final class Replay implements Callable<Integer> {

        @Mixin
        private HomeOption home = new HomeOption();

        @Mixin
        private JsonOption json = new JsonOption();

        @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids, as listed.")
        private List<String> ids = new ArrayList<>();

        @Option(names = "--all", description = "Every dead letter.")
        private boolean all;

        @Override
        public Integer call() throws Exception {
            if (ids.isEmpty() != all) {
                throw new UserException("Name the dead letters to replay, or give --all.");
            }
            return with(home, letters -> {
                List<String> chosen =
                        all ? letters.list().stream().map(DeadLetter::id).toList() : ids;
                List<String> replayed = new ArrayList<>();
                for (String id : chosen) {
                    DeadLetter letter = letters.show(id).orElseThrow(() -> unknown(id));
                    replayed.add(letters.replay(letter.id()));
                    System.out.println(id + ": " + replayed.getLast());
                }
                json.write(Map.of("replayed", replayed));
                return 0;
            });
        }
    }
}
