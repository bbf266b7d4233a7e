package dev.maestro.lab.tasks.reckoning;

import java.util.ArrayList;
import java.util.List;

/** A chemical element of the first five periods. */
public record Element(int number, String symbol, String name) {

    /** Atomic numbers 1 to 54. */
    public static final List<Element> ALL = read("""
            H Hydrogen He Helium Li Lithium Be Beryllium B Boron C Carbon N Nitrogen O Oxygen F Fluorine Ne Neon
            Na Sodium Mg Magnesium Al Aluminium Si Silicon P Phosphorus S Sulfur Cl Chlorine Ar Argon K Potassium
            Ca Calcium Sc Scandium Ti Titanium V Vanadium Cr Chromium Mn Manganese Fe Iron Co Cobalt Ni Nickel
            Cu Copper Zn Zinc Ga Gallium Ge Germanium As Arsenic Se Selenium Br Bromine Kr Krypton Rb Rubidium
            Sr Strontium Y Yttrium Zr Zirconium Nb Niobium Mo Molybdenum Tc Technetium Ru Ruthenium Rh Rhodium
            Pd Palladium Ag Silver Cd Cadmium In Indium Sn Tin Sb Antimony Te Tellurium I Iodine Xe Xenon
            """);

    /** Last atomic number of each period before the sixth. */
    private static final List<Integer> NOBLE = List.of(2, 10, 18, 36, 54);

    /** Row of the periodic table, from 1. */
    public int period() {
        int period = 1;
        while (number > NOBLE.get(period - 1)) {
            period++;
        }
        return period;
    }

    /** Column of the periodic table, 1 to 18. */
    public int group() {
        if (number == 1) {
            return 1;
        }
        int fromEnd = NOBLE.get(period() - 1) - number;
        int fromStart = number - (period() == 1 ? 0 : NOBLE.get(period() - 2));
        return fromStart <= 2 && period() > 1 ? fromStart : 18 - fromEnd;
    }

    private static List<Element> read(String text) {
        List<String> words = text.strip()
                .lines()
                .flatMap(line -> List.of(line.split(" ", -1)).stream())
                .toList();
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < words.size(); i += 2) {
            elements.add(new Element(i / 2 + 1, words.get(i), words.get(i + 1)));
        }
        return List.copyOf(elements);
    }
}
