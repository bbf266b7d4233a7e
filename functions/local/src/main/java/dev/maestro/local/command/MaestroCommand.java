package dev.maestro.local.command;

import dev.maestro.broker.BrokerException;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.local.bench.startup.StartupException;
import dev.maestro.local.command.bench.AotCacheCommand;
import dev.maestro.local.command.bench.BenchCommand;
import dev.maestro.local.command.calibrate.CalibrateCommand;
import dev.maestro.local.command.calibrate.OutcomesCommand;
import dev.maestro.local.command.data.DataCommand;
import dev.maestro.local.command.data.TasksCommand;
import dev.maestro.local.command.episode.AskCommand;
import dev.maestro.local.command.episode.EpisodeCommand;
import dev.maestro.local.command.episode.ReplayCommand;
import dev.maestro.local.command.evaluate.EvaluateCommand;
import dev.maestro.local.command.evaluate.ReportCommand;
import dev.maestro.local.command.policy.PolicyCommand;
import dev.maestro.local.command.registry.RegistryCommand;
import dev.maestro.local.command.terminal.Failures;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.command.train.TrainCommand;
import dev.maestro.local.flow.FlowClient;
import dev.maestro.local.flow.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands. Exit codes: 0 done, 1 done but something failed, 2 wrong use. */
@Command(
        name = "maestro",
        description = "Answers questions about images and text by orchestrating an ensemble of frozen experts.",
        mixinStandardHelpOptions = true,
        version = "Maestro 0.1.0",
        subcommands = {
            DemoCommand.class,
            AskCommand.class,
            ServeCommand.class,
            ModelServerCommand.class,
            RegistryCommand.class,
            CalibrateCommand.class,
            OutcomesCommand.class,
            EvaluateCommand.class,
            ReportCommand.class,
            TrainCommand.class,
            PolicyCommand.class,
            ReplayCommand.class,
            TasksCommand.class,
            DataCommand.class,
            DeadLettersCommand.class,
            EpisodeCommand.class,
            BenchCommand.class,
            AotCacheCommand.class,
            RecordedTrafficCommand.class,
            DoctorCommand.class,
            ResetCommand.class,
        },
        footerHeading = "%nExit codes: 0 done, 1 done but something failed, 2 wrong use.%n",
        footer = {
            "",
            "Examples:",
            "  ./maestro demo                                   answer generated questions, see the table",
            "  ./maestro ask --image receipt.png \"What is the total?\"",
            "  ./maestro test                                   run every test"
        })
public final class MaestroCommand {

    private MaestroCommand() {}

    /** Runs one command line and gives its exit code. */
    public static int execute(String... arguments) {
        CommandLine commandLine = new CommandLine(new MaestroCommand())
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, given) -> refuse(wrong))
                .setExecutionExceptionHandler((failure, command, result) -> explain(failure, command));
        if (arguments.length == 0) {
            commandLine.usage(System.out);
            return 2;
        }
        return commandLine.execute(arguments);
    }

    /** Says what is wrong with a command line, and where to look; the whole help would hide it. */
    private static int refuse(CommandLine.ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("maestro: " + wrong.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err)) {
            err.println("./" + command.getCommandSpec().qualifiedName() + " --help shows what it takes.");
        }
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** What to do about a port that another program took since it was looked at; null for any other failure. */
    private static @Nullable String portInUse(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof BindException) {
                return "A port is in use: " + at.getMessage()
                        + ". Choose another with --port, or stop the program that has it.";
            }
        }
        return null;
    }

    private static int explain(Exception failure, CommandLine command) throws Exception {
        String message =
                switch (failure) {
                    case UserException user -> user.getMessage();
                    case Home.HomeException home -> home.getMessage();
                    case TerminalException terminal -> terminal.getMessage();
                    case FlowClient.FlowException flow -> flow.getMessage();
                    case BrokerException broker -> broker.getMessage();
                    case StartupException startup -> startup.getMessage();
                    case IOException io -> "Reading or writing failed: " + io.getMessage();
                    case UncheckedIOException io -> io.getMessage() + ": " + io.getCause();
                    default -> portInUse(failure);
                };
        if (message == null) {
            String[] log = Failures.write(failure);
            message = "Unexpected failure: " + log[0] + ". Details are in " + log[1] + ".";
        }
        command.getErr().println("maestro: " + message);
        command.getErr().flush();
        return failure instanceof UserException ? 2 : 1;
    }
}
