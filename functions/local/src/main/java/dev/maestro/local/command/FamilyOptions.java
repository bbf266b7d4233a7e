package dev.maestro.local.command;

import dev.maestro.lab.tasks.TaskGenerator;
import java.util.List;
import picocli.CommandLine.Option;

/** Which families of generated tasks a command draws. */
final class FamilyOptions {

    @Option(
            names = "--families",
            split = ",",
            paramLabel = "FAMILY",
            description = "Only these families of generated tasks (default: all; ./maestro tasks families lists them).")
    private List<String> families = List.of();

    /** Draws them. */
    TaskGenerator generator() {
        try {
            return families.isEmpty() ? new TaskGenerator() : TaskGenerator.of(families);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        }
    }
}
