package dev.maestro.local.experts.compute;

import dev.maestro.local.experts.compute.StoryText.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Told problems about groups of equal size: shares, rates, packs. */
final class StoryGroups {

    private static final Pattern ASKS_RATE = Pattern.compile(
            "\\b(?:each|every|per|apiece|an? (?:day|week|hour|minute|month|year))\\b|how big|how long was each");
    private static final Pattern PAID = Pattern.compile("^ (?:dollars? |cents? )?for ");
    private static final Pattern GROUPS = Pattern.compile("^ (?:groups?|equal)\\b");

    private StoryGroups() {}

    /** {@code How many in each}. */
    static Optional<String> sharedOut(StoryText story) {
        if (!ASKS_RATE.matcher(story.question()).find() && !story.question().contains("how big")) {
            return Optional.empty();
        }
        List<Quantity> all = story.quantities();
        List<Quantity> rates = all.stream().filter(StoryRates::isRate).toList();
        Set<String> wanted = new HashSet<>(StoryWords.counted(story));
        List<Quantity> plain =
                all.stream().filter(quantity -> !rates.contains(quantity)).toList();
        if (!rates.isEmpty() && plain.size() < 2) {
            // The share is given already: "each basket has 7 red and 3 green; how many are in each basket"
            List<Quantity> parts = all.stream()
                    .filter(quantity -> quantity.clause() == rates.getFirst().clause())
                    .toList();
            return parts.size() >= 2 ? Optional.of(StoryWords.sum(parts)) : Optional.empty();
        }
        Set<String> sharers = new HashSet<>(StoryWords.asked(story));
        sharers.removeAll(wanted);
        List<Quantity> groups = plain.stream()
                .filter(quantity -> StoryWords.shared(sharers, quantity.noun()) > 0
                        || GROUPS.matcher(quantity.after()).find())
                .toList();
        List<Quantity> things = plain.stream()
                .filter(quantity -> !groups.contains(quantity) && StoryWords.shared(wanted, quantity.noun()) > 0)
                .toList();
        if (plain.size() >= 3 && groups.size() == 1 && !things.isEmpty()) {
            return things.size() == 1
                    ? divided(things.getFirst(), groups.getFirst())
                    : Optional.of("(" + StoryWords.sum(things) + ")/"
                            + groups.getFirst().value());
        }
        if (plain.size() == 3 && groups.isEmpty() && things.size() == 2) {
            List<Quantity> rest = new ArrayList<>(plain);
            rest.removeAll(things);
            return Optional.of(
                    "(" + StoryWords.sum(things) + ")/" + rest.getFirst().value());
        }
        if (groups.size() == 1
                && wanted.stream().noneMatch(word -> story.quantities().stream()
                        .anyMatch(quantity -> quantity.noun().contains(word)))) {
            List<Quantity> rest = new ArrayList<>(plain);
            rest.removeAll(groups);
            Optional<Quantity> price = rest.stream()
                    .filter(quantity -> quantity.clause() == groups.getFirst().clause()
                            && quantity.at() < groups.getFirst().at()
                            && PAID.matcher(quantity.after()).find())
                    .reduce((one, other) -> other);
            return Optional.of("(" + price.map(Quantity::value).orElse(StoryWords.sum(rest)) + ")/"
                    + groups.getFirst().value());
        }
        List<Quantity> two = plain.size() == 2 ? plain : nearest(plain, StoryWords.asked(story));
        return two.size() == 2 ? divided(two.get(0), two.get(1)) : Optional.empty();
    }

    private static List<Quantity> nearest(List<Quantity> quantities, Set<String> words) {
        return quantities.stream()
                .sorted(Comparator.comparingInt(
                                (Quantity quantity) -> StoryWords.shared(words, StoryText.words(quantity.text())))
                        .reversed())
                .limit(2)
                .toList();
    }

    private static Optional<String> divided(Quantity first, Quantity second) {
        double larger = Math.max(first.number(), second.number());
        double smaller = Math.min(first.number(), second.number());
        return Optional.of(plain(larger) + "/" + plain(smaller));
    }

    /** {@code 8 boxes of 25}: how many things, or how many boxes. */
    static Optional<String> multiplied(StoryText story) {
        List<Quantity> rates = StoryRates.of(story);
        List<Quantity> others = story.quantities().stream()
                .filter(quantity -> !rates.contains(quantity))
                .toList();
        if (rates.isEmpty() || StoryWords.ASKS_START.matcher(story.question()).find()) {
            return Optional.empty();
        }
        Set<String> counted = new HashSet<>(StoryWords.counted(story));
        if (others.isEmpty()) {
            return rates.size() == 2
                    ? Optional.of(rates.get(0).value() + "*" + rates.get(1).value())
                    : Optional.empty();
        }
        List<Quantity> direct = others.stream()
                .filter(quantity -> StoryWords.shared(counted, quantity.noun()) > 0)
                .toList();
        boolean held = rates.stream().anyMatch(each -> StoryWords.shared(counted, StoryRates.thing(each)) > 0);
        boolean shared = others.stream().anyMatch(quantity -> rates.stream()
                .anyMatch(each -> StoryWords.shared(StoryRates.thing(each), quantity.noun()) > 0));
        if (direct.size() >= 2 && !held && !shared) {
            // The containers are counted in the story itself, or the rate is about something else.
            boolean containers =
                    rates.stream().allMatch(each -> StoryWords.shared(counted, StoryRates.container(each)) > 0);
            return containers ? Optional.of(StoryWords.sum(direct)) : Optional.empty();
        }
        Set<String> asked = StoryWords.asked(story);
        Quantity rate = rates.stream()
                .max(Comparator.comparingInt(quantity ->
                        2 * StoryWords.shared(counted, quantity.noun()) + StoryWords.shared(asked, quantity.noun())))
                .orElseThrow();
        Set<String> container = StoryRates.container(rate);
        Quantity other = others.stream()
                .max(Comparator.comparingInt(quantity ->
                        2 * StoryWords.shared(container, quantity.noun()) + StoryWords.shared(asked, quantity.noun())))
                .orElseThrow();
        if (rates.size() == 2 && others.size() == 1) {
            return twoRates(story, rates, other, counted);
        }
        boolean asksThing = StoryWords.shared(StoryRates.thing(rate), counted) > 0
                || story.question().startsWith("how much");
        boolean asksContainer = !asksThing && StoryWords.shared(container, counted) > 0;
        boolean countsThings = StoryWords.shared(StoryRates.thing(rate), other.noun()) > 0
                && StoryWords.shared(container, other.noun()) == 0;
        if (asksContainer || countsThings) {
            return Optional.of(total(others, rate, asked) + "/" + rate.value());
        }
        Optional<Quantity> used = others.stream()
                .filter(quantity -> !quantity.equals(other)
                        && StoryWords.ASKS_LEFT.matcher(story.question()).find())
                .findFirst();
        List<Quantity> alike = others.stream()
                .filter(quantity -> StoryWords.shared(container, quantity.noun()) > 0
                        && StoryWords.shared(asked, quantity.noun()) == StoryWords.shared(asked, other.noun()))
                .toList();
        if (used.isEmpty()
                && alike.size() > 1
                && alike.stream().allMatch(quantity -> StoryWords.direction(quantity) >= 0)) {
            return Optional.of("(" + StoryWords.sum(alike) + ")*" + rate.value());
        }
        String product = other.value() + "*" + rate.value();
        return Optional.of(
                used.map(quantity -> product + "-" + quantity.value()).orElse(product));
    }

    /** All things that are shared out: what was given away before is gone. */
    private static String total(List<Quantity> others, Quantity rate, Set<String> asked) {
        Set<String> thing = StoryRates.thing(rate);
        thing.retainAll(asked);
        int most = others.stream()
                .mapToInt(quantity -> StoryWords.shared(thing, quantity.noun()))
                .max()
                .orElse(0);
        List<Quantity> things = others.stream()
                .filter(quantity -> quantity.noun().isEmpty()
                        || (StoryWords.shared(StoryRates.thing(rate), quantity.noun()) > 0
                                && StoryWords.shared(thing, quantity.noun()) == most))
                .toList();
        List<Quantity> used = things.isEmpty() ? others : things;
        StringBuilder sum = new StringBuilder();
        for (Quantity quantity : used) {
            boolean lost = !sum.isEmpty() && StoryWords.direction(quantity) < 0;
            sum.append(sum.isEmpty() ? "" : lost ? "-" : "+").append(quantity.value());
        }
        return "(" + sum + ")";
    }

    /** Boxes of packs of things, or a product that is shared out again. */
    private static Optional<String> twoRates(
            StoryText story, List<Quantity> rates, Quantity other, Set<String> counted) {
        String product = other.value() + "*" + rates.get(0).value();
        List<Integer> told = rates.stream()
                .map(rate -> StoryWords.shared(counted, rate.noun()))
                .toList();
        boolean nested = StoryWords.shared(
                                StoryRates.container(rates.get(1)), rates.get(0).noun())
                        > 0
                || StoryWords.shared(
                                StoryRates.container(rates.get(0)), rates.get(1).noun())
                        > 0;
        boolean joined = !nested
                && rates.get(0).clause() == rates.get(1).clause()
                && told.get(0).equals(told.get(1));
        boolean both = (story.question().contains(" and ") || joined)
                && rates.stream().allMatch(rate -> StoryWords.shared(counted, rate.noun()) > 0);
        if (both) {
            return Optional.of(other.value() + "*(" + StoryWords.sum(rates) + ")");
        }
        List<Quantity> asked = rates.stream()
                .filter(rate -> StoryWords.shared(counted, rate.noun()) > 0)
                .sorted(Comparator.comparingInt((Quantity rate) -> StoryWords.shared(counted, rate.noun()))
                        .reversed())
                .toList();
        if (nested) {
            return Optional.of(product + "*" + rates.get(1).value());
        }
        if (asked.isEmpty() && StoryWords.shared(StoryRates.container(rates.get(1)), counted) > 0) {
            return Optional.of(product + "/" + rates.get(1).value());
        }
        return Optional.of(other.value() + "*" + (asked.isEmpty() ? rates.get(0) : asked.getFirst()).value());
    }

    private static String plain(double number) {
        return new java.math.BigDecimal(String.valueOf(number))
                .stripTrailingZeros()
                .toPlainString();
    }
}
