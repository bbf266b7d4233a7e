package dev.maestro.local.experts.compute;

import java.util.Locale;

/**
 * A chemical element.
 *
 * @param number of protons, 1 to 118
 * @param symbol one or two letters
 * @param name in IUPAC spelling
 * @param period row of the periodic table, 1 to 7
 * @param group column, 1 to 18, or 0 for the f block, which has none
 * @param mass standard atomic weight, or the mass number of the longest-lived isotope; as printed in tables
 */
record Element(int number, String symbol, String name, int period, int group, String mass) {

    /** Reads one line of the table. */
    static Element parse(String line) {
        String[] fields = line.split(" ", -1);
        return new Element(
                Integer.parseInt(fields[0]),
                fields[1],
                fields[2],
                Integer.parseInt(fields[3]),
                Integer.parseInt(fields[4]),
                fields[5]);
    }

    /** The name in small letters, in the spelling that most texts agree on. */
    String plainName() {
        return plain(name);
    }

    /** British and American spellings as one. */
    static String plain(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "aluminum" -> "aluminium";
            case "cesium" -> "caesium";
            case "sulphur" -> "sulfur";
            default -> name.toLowerCase(Locale.ROOT);
        };
    }

    /** Family of the periodic table, or empty. */
    String family() {
        if (number == 1 || group == 0) {
            return group == 0 ? (period == 6 ? "lanthanide" : "actinide") : "nonmetal";
        }
        return switch (group) {
            case 1 -> "alkali metal";
            case 2 -> "alkaline earth metal";
            case 17 -> "halogen";
            case 18 -> "noble gas";
            default -> group <= 12 ? "transition metal" : "";
        };
    }
}
