package dev.maestro.core.registry;

import java.util.List;
import java.util.stream.Collectors;

/** A registry that cannot be used; the message names every problem with its line and field. */
public final class RegistryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<RegistryProblem> problems;

    public RegistryException(List<RegistryProblem> problems) {
        super(problems.stream().map(RegistryProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** At least one, in the order of the file. */
    public List<RegistryProblem> problems() {
        return problems;
    }
}
