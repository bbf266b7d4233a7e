package dev.maestro.schema.wire;

/**
 * A set of somebody's tasks that something was learned from.
 *
 * @param name of the set
 * @param sha256 of its list of items, hexadecimal
 * @param licence first two lines of the licence file beside the list; {@value #NONE_STATED} without one
 */
public record DataSource(String name, String sha256, String licence) {

    /** Stands for a licence that nobody stated. */
    public static final String NONE_STATED = "none stated";
}
