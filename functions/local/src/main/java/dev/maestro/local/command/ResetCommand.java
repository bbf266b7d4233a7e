package dev.maestro.local.command;

import dev.maestro.local.command.option.HomeOption;
import dev.maestro.local.command.option.JsonOption;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.flow.Home;
import dev.maestro.local.flow.RunFile;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reset}: deletes all data of a home. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = "Deletes all data in the home folder: topics, objects, episodes, registry, calibration. Secrets"
                + " stay.",
        footer = {"", "Example:", "  ./maestro reset --yes"})
public final class ResetCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--yes", description = "Really delete.")
    private boolean yes;

    @Override
    public Integer call() {
        Home target = home.home();
        Optional<RunFile> running = RunFile.find(target);
        if (running.isPresent()) {
            throw new UserException("A flow runs on " + target.path() + " (process "
                    + running.get().pid() + "). Stop it first.");
        }
        if (!yes) {
            throw new UserException("This deletes all data in " + target.path() + ". Add --yes if you mean it.");
        }
        target.reset();
        System.out.println("Deleted all data in " + target.path() + ".");
        json.write(Map.of("reset", target.path().toString()));
        return 0;
    }
}
