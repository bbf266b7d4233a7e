package dev.maestro.local.command.episode;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.runtime.telemetry.TraceTree;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.wire.Reward;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code episode}: what happened in an episode. */
@Command(
        name = "episode",
        mixinStandardHelpOptions = true,
        description = "What happened in an episode.",
        subcommands = EpisodeCommand.Show.class)
public final class EpisodeCommand {

    /** {@code episode show ID}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows an episode: its answer, its steps, and its trace as a tree.",
            footer = {"", "Example:", "  ./maestro episode show e-abcdefghijklmnopqrstuvwxyz"})
    static final class Show implements Callable<Integer> {

        @Mixin
        private HomeOption home = new HomeOption();

        @Mixin
        private JsonOption json = new JsonOption();

        @Parameters(paramLabel = "ID", description = "Id of the episode; `ask` prints it.")
        private String id = "";

        @Override
        public Integer call() throws IOException {
            home.home().create();
            ObjectStore objects = FileObjectStore.open(home.home().objects());
            Optional<RewardAssigned> episode = id.matches("[A-Za-z0-9._-]+")
                    ? objects.get("episodes/" + id + ".json")
                            .map(bytes -> Json.read(RewardAssigned.class, bytes, "malformed-episode"))
                    : Optional.empty();
            Optional<TraceTree> trace = TraceTree.of(id, home.home().traces());
            if (episode.isEmpty() && trace.isEmpty()) {
                throw new UserException("There is no episode '" + id + "' in "
                        + home.home().path() + ". Check the id, and the folder given with --home.");
            }
            episode.ifPresent(Show::print);
            trace.ifPresent(tree -> System.out.printf("%n%s", tree.render()));
            Map<String, Object> report = new LinkedHashMap<>();
            episode.ifPresent(ended -> report.put("episode", ended));
            trace.ifPresent(tree -> report.put("trace", tree));
            json.write(report);
            return 0;
        }

        private static void print(RewardAssigned ended) {
            AskCommand.print(ended);
            Reward reward = ended.reward();
            System.out.printf(
                    Locale.ROOT,
                    "reward %s: answer %.2f, format %.2f, cost %.3f, total %.3f (%s)%n",
                    reward.status(),
                    reward.answer(),
                    reward.format(),
                    reward.cost(),
                    reward.total(),
                    reward.metric());
        }
    }
}
