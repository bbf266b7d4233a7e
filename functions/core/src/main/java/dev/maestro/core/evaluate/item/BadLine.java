package dev.maestro.core.evaluate.item;

/**
 * A line of a list of items that cannot be run.
 *
 * @param file the list
 * @param line number of the line, from 1
 * @param reason what is wrong with it
 */
public record BadLine(String file, int line, String reason) {

    @Override
    public String toString() {
        return file + " line " + line + ": " + reason;
    }
}
