package dev.maestro.core.registry;

/**
 * Something wrong in a registry file.
 *
 * @param source file name
 * @param line from 1; 0 when it stands in no line, as after a merge
 * @param path of the field, such as {@code experts[3].capabilities}; empty for the document itself
 * @param message what is wrong and what to do
 * @param warning true when the registry can be used all the same
 */
public record RegistryProblem(String source, int line, String path, String message, boolean warning) {

    @Override
    public String toString() {
        String where = line > 0 ? source + " line " + line : source;
        return where + (path.isEmpty() ? "" : ", " + path) + ": " + message;
    }
}
