package dev.maestro.local.experts.compute;

import dev.maestro.local.experts.compute.StoryText.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which quantities of a told problem hold for each of something: {@code 25 in every box}, {@code 8 groups of 25}. */
final class StoryRates {

    private static final Pattern BEFORE = Pattern.compile("\\b(?:each|every|per|apiece)\\b[^.]*$");
    private static final Pattern AFTER = Pattern.compile(
            "^[^.\\d]{0,40}?\\b(?:each|every|per|apiece"
                    + "|(?:an?|one) (?:day|week|hour|minute|month|year|pack|box|bag|night|dozen))\\b"
                    + "(?! (?:[a-z]+ )?(?:having|has|had|have|holds?|held|needs?|with|containing|contains?|costing|costs?|book)\\b)");
    private static final Pattern GROUPED = Pattern.compile("\\d+ (?:equal )?[a-z]+s (?:of size|with|of) $");
    private static final Pattern EACH = Pattern.compile("\\b(?:each|every|per|apiece|an?|one)\\b");
    private static final Pattern AND = Pattern.compile("\\band\\b|,");

    private StoryRates() {}

    /** Those that hold for each, with those joined to them by {@code and}: {@code 3 cups and 5 plates a day}. */
    static List<Quantity> of(StoryText story) {
        List<Quantity> sure =
                story.quantities().stream().filter(StoryRates::isRate).toList();
        return story.quantities().stream()
                .filter(quantity -> sure.contains(quantity) || sure.stream().anyMatch(rate -> joined(quantity, rate)))
                .toList();
    }

    static boolean isRate(Quantity quantity) {
        return BEFORE.matcher(quantity.before()).find()
                || GROUPED.matcher(quantity.before()).find()
                || AFTER.matcher(quantity.after()).find();
    }

    /** Of one list in one clause, alike in what is counted; a count of the containers themselves is no rate. */
    private static boolean joined(Quantity quantity, Quantity rate) {
        if (quantity.clause() != rate.clause() || quantity.at() >= rate.at()) {
            return false;
        }
        String between = quantity.text().substring(quantity.at(), rate.at());
        return AND.matcher(between).find()
                && StoryWords.shared(new HashSet<>(rate.noun()), quantity.noun()) > 0
                && StoryWords.shared(container(rate), quantity.noun()) == 0
                && StoryVerbs.all(between).isEmpty();
    }

    /** What there is a number of in each. */
    static Set<String> thing(Quantity rate) {
        return new HashSet<>(rate.noun());
    }

    /** What each has that number. */
    static Set<String> container(Quantity rate) {
        String text = BEFORE.matcher(rate.before()).find() ? rate.before() : rate.after();
        Matcher each = EACH.matcher(text);
        Set<String> words = new HashSet<>(StoryText.words(each.find() ? text.substring(each.end()) : text));
        words.removeAll(rate.noun());
        return words;
    }
}
