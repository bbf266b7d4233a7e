package dev.maestro.core.invoke.statement;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A statement in plain English about things in parts of a picture: how many there are of a kind, in how many boxes or
 * towers, what touches an edge, what stands on what.
 *
 * @param text in small letters, with digits for numbers and one word for words of one meaning
 */
record Statement(String text) {

    private static final List<String> NUMBERS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
    private static final Pattern HOLDER =
            Pattern.compile("(?:(all|each|every|any) (?:of )?(?:the )?(?:(\\d+) )?(?:of the )?"
                    + "|(?:(" + Amount.MODE + ") )?(?:(\\d+|an?|no|the|any) )?(?:of the (?:\\d+ )?)?)"
                    + "(?:(" + ThingPhrase.COLOR
                    + ") )?(?:(?:(\\d+)[ -](?:block|item)s? )?|(?:multicolor\\w* ))(tower|box)(?:es|s)?\\b");
    private static final Pattern ON = Pattern.compile("(" + ThingPhrase.COLOR + ") (?:block|item|one|square)s? "
            + "(?:\\w+ ){0,3}?(directly )?(on top of|on|over|above|below|under|beneath|underneath|attached? to)(?: only)?(?: to)? (?:a |an |the )?(?:\\d+ )?("
            + ThingPhrase.COLOR + ")");
    private static final Pattern DIFFERENT =
            Pattern.compile("(all |at least |exactly |only )?(\\d+) (?:different )?colou?rs?");
    private static final Pattern NTH = Pattern.compile(
            "(second|third|fourth|2nd|3rd|4th|middle) (?:block )?(?:from the (top|base|bottom))?[^.]*?("
                    + ThingPhrase.COLOR + ")" + "|(" + ThingPhrase.COLOR
                    + ") (?:block )?(?:as|is|in|at|on) the (second|third|fourth|middle)(?: block)?(?: (?:from|position from) the (top|base|bottom))?");
    private static final Pattern BASE_COLOR = Pattern.compile("(" + ThingPhrase.COLOR
            + ") (base|top|bottom)\\b|(base|top|bottom)(?: \\w+)? (?:is|are) (?:a )?(" + ThingPhrase.COLOR + ")");

    static Statement of(String told) {
        String text = " " + told.toLowerCase(Locale.ROOT).replaceAll("[.!?]+\\s*$", "") + " ";
        for (int i = 0; i < NUMBERS.size(); i++) {
            text = text.replaceAll("\\b" + NUMBERS.get(i) + "\\b", String.valueOf(i));
        }
        text = text.replaceAll("\\bcolour", "color")
                .replaceAll("\\bgrey (?:box|square|area|rectangle)(?:es|s)?\\b", "box")
                .replaceAll("\\bgrey\\b", "gray")
                .replaceAll("\\b(?:objects?|elements?|figures?|things?|shapes)\\b", "item")
                .replaceAll("\\b(?:ll) (?=\\d)", "all ")
                .replaceAll("\\bt (?=least|most)", "at ")
                .replaceAll("\\batleast\\b", "at least")
                .replaceAll("\\bbellow\\b", "below")
                .replaceAll("\\b(?:wall|side|edges|sides|walls|boundary|border)\\b", "edge")
                .replaceAll("\\btower of\\b", "tower with")
                .replaceAll("\\b(\\d) or more\\b", "at least $1")
                .replaceAll("\\bstacks?\\b", "tower")
                .replaceAll("\\bcubes?\\b", "block")
                .replaceAll("\\b(black|yellow|blue)s\\b", "$1")
                .replaceAll("\\s+", " ")
                .strip();
        return new Statement(text);
    }

    /** Whether it is true of these parts. */
    boolean holds(List<Panel> parts) {
        boolean towers = text.contains("tower");
        boolean stacked = towers || text.contains("block");
        List<Panel> stacks =
                parts.stream().flatMap(part -> part.towers().stream()).toList();
        Matcher holder = HOLDER.matcher(text);
        if (!holder.find()) {
            return things(stacked ? stacks : parts, stacked, text);
        }
        List<Panel> holders = holder.group(7).equals("tower") ? stacks : parts;
        if (text.matches(".*\\bsame (?:height|number of (?:block|item)s?)\\b.*")) {
            return holders.stream()
                            .map(panel -> panel.things().size())
                            .distinct()
                            .count()
                    < holders.size();
        }
        Amount amount =
                holder.group(1) != null ? new Amount(Amount.Kind.ALL, 0) : Amount.of(holder.group(3), holder.group(4));
        String before = text.substring(0, holder.start());
        String after = text.substring(holder.end());
        // "a blue block as the top of a tower with 2 blocks", "a circle touching the base of a box"
        if (ThingPhrase.in(before).isEmpty() && !BASE_COLOR.matcher(before).find()) {
            long fitting = holders.stream()
                    .filter(panel -> isOf(panel, holder) && fits(panel, after, stacked))
                    .count();
            return amount.fits(fitting, holders.size());
        }
        List<Panel> such = holders.stream()
                .filter(panel -> isOf(panel, holder) && fits(panel, after, stacked))
                .toList();
        boolean each = holder.group(1) != null;
        return each ? such.stream().allMatch(panel -> fits(panel, before, stacked)) : things(such, stacked, before);
    }

    private static boolean isOf(Panel panel, Matcher holder) {
        String color = holder.group(5);
        String size = holder.group(6);
        return (color == null
                        || panel.things().stream()
                                .allMatch(thing -> thing.color().equals(color)))
                && (size == null || panel.things().size() == Integer.parseInt(size));
    }

    /** Whether all that a text says of one part is true of it. */
    private static boolean fits(Panel panel, String said, boolean stacked) {
        if (panel.things().isEmpty()) {
            return said.isBlank();
        }
        Matcher nth = NTH.matcher(said);
        if (nth.find()) {
            return isNth(panel, nth);
        }
        Matcher on = ON.matcher(said);
        if (on.find()) {
            return standing(panel, on);
        }
        Matcher different = DIFFERENT.matcher(said);
        String rest = said;
        if (different.find()) {
            long colors = panel.things().stream().map(Thing::color).distinct().count();
            int wanted = Integer.parseInt(different.group(2));
            boolean least = different.group(1) != null && different.group(1).startsWith("at least");
            if (least ? colors < wanted : colors != wanted) {
                return false;
            }
            rest = said.substring(0, different.start()) + said.substring(different.end());
        }
        if (said.contains("same color")) {
            Matcher run = Pattern.compile("(\\d+) (?:block|item)s?").matcher(said);
            boolean whole = said.contains("all the");
            int wanted = run.find() && !whole
                    ? Integer.parseInt(run.group(1))
                    : panel.things().size();
            boolean sized = !said.matches(".*more than 1 (?:block|item).*")
                    || panel.things().size() > 1;
            return sized && longestRun(panel) >= wanted;
        }
        Matcher base = BASE_COLOR.matcher(rest);
        Set<Boolean> verdicts = new LinkedHashSet<>();
        while (base.find()) {
            String color = base.group(1) == null ? base.group(4) : base.group(1);
            String end = base.group(1) == null ? base.group(3) : base.group(2);
            Thing thing = end.equals("top")
                    ? panel.things().getFirst()
                    : panel.things().getLast();
            verdicts.add(thing.color().equals(color));
        }
        if (!verdicts.isEmpty()) {
            return !verdicts.contains(false);
        }
        for (ThingPhrase phrase : ThingPhrase.in(rest)) {
            long count = panel.things().stream()
                    .filter(phrase::names)
                    .filter(phrase.placed(panel, stacked))
                    .count();
            long of = panel.things().stream()
                    .filter(phrase.placed(panel, stacked))
                    .count();
            if (!phrase.amount().fits(count, of) || !hasEach(panel, phrase)) {
                return false;
            }
        }
        return true;
    }

    /** {@code only blue and yellow items} and {@code blue and yellow items} speak of both colours. */
    private static boolean hasEach(Panel panel, ThingPhrase phrase) {
        return phrase.colors().size() < 2
                || phrase.colors().stream().allMatch(color -> panel.things().stream()
                        .anyMatch(thing -> thing.color().equals(color)));
    }

    private static int longestRun(Panel panel) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < panel.things().size(); i++) {
            boolean same = i > 0
                    && panel.things()
                            .get(i)
                            .color()
                            .equals(panel.things().get(i - 1).color());
            run = same ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static boolean isNth(Panel panel, Matcher nth) {
        boolean front = nth.group(1) != null;
        String color = front ? nth.group(3) : nth.group(4);
        String from = front ? nth.group(2) : nth.group(6);
        int place =
                switch (front ? nth.group(1) : nth.group(5)) {
                    case "second", "2nd" -> 1;
                    case "third", "3rd" -> 2;
                    case "fourth", "4th" -> 3;
                    default -> panel.things().size() / 2;
                };
        int size = panel.things().size();
        if (place >= size) {
            return false;
        }
        boolean top = "top".equals(from);
        return panel.things().get(top ? place : size - 1 - place).color().equals(color);
    }

    private static boolean standing(Panel panel, Matcher on) {
        boolean below = on.group(3).matches("below|under|beneath|underneath");
        String upper = below ? on.group(4) : on.group(1);
        String lower = below ? on.group(1) : on.group(4);
        boolean either = on.group(3).startsWith("attach");
        List<Thing> things = panel.things();
        return IntStream.range(1, things.size()).anyMatch(i -> {
            String above = things.get(i - 1).color();
            String under = things.get(i).color();
            return (above.equals(upper) && under.equals(lower))
                    || (either && above.equals(lower) && under.equals(upper));
        });
    }

    /** Whether there are as many things over all parts as a text says. */
    private static boolean things(List<Panel> panels, boolean stacked, String said) {
        Matcher on = ON.matcher(said);
        if (on.find()) {
            boolean there = panels.stream().anyMatch(panel -> standing(panel, on));
            return there != said.matches(".*\\bno\\b.*");
        }
        List<Thing> all =
                panels.stream().flatMap(panel -> panel.things().stream()).toList();
        List<ThingPhrase> phrases = new ArrayList<>(ThingPhrase.in(said));
        if (phrases.isEmpty()) {
            return !panels.isEmpty();
        }
        for (int i = 0; i < phrases.size(); i++) {
            ThingPhrase phrase = phrases.get(i);
            String place = phrase.place().isBlank() || phrase.place().strip().equals("and")
                    ? phrases.getLast().place()
                    : phrase.place();
            ThingPhrase whole = new ThingPhrase(
                    phrase.amount(), phrase.size(), phrase.colors(), phrase.shape(), place, phrase.start());
            long count = panels.stream()
                    .mapToLong(panel -> panel.things().isEmpty()
                            ? 0
                            : panel.things().stream()
                                    .filter(whole::names)
                                    .filter(whole.placed(panel, stacked))
                                    .count())
                    .sum();
            if (!whole.amount().fits(count, all.size())) {
                return false;
            }
        }
        return true;
    }
}
