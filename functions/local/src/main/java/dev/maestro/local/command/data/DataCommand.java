package dev.maestro.local.command.data;

import picocli.CommandLine.Command;

/** {@code data}: benchmarks in the forms in which they are published. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "Looks at, converts and checks benchmarks: what evaluate, calibrate and outcomes read as --data.",
        subcommands = {DataInspectCommand.class, DataConvertCommand.class, DataValidateCommand.class})
public final class DataCommand {}
