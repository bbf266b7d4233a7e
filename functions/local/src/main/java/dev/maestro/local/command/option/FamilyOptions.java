package dev.maestro.local.command.option;

import dev.maestro.lab.tasks.TaskGenerator;
import dev.maestro.local.command.terminal.UserException;
import java.util.List;
import picocli.CommandLine.Option;

/** Which families of generated tasks a command draws. */
public final class FamilyOptions {

    @Option(
            names = "--families",
            split = ",",
            paramLabel = "FAMILY",
            description = "Only these families of generated tasks (default: all; ./maestro tasks families lists them).")
    private List<String> families = List.of();

    /**
     * Draws them.
     *
     * @throws UserException when there is no such family
     */
    public TaskGenerator generator() {
        try {
            return families.isEmpty() ? new TaskGenerator() : TaskGenerator.of(families);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        }
    }
}
