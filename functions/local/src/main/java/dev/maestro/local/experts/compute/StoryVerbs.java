package dev.maestro.local.experts.compute;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Verbs of told problems: which make a store grow, which make it shrink, and their base forms. */
final class StoryVerbs {

    private static final Map<String, String> BASE = base();
    private static final Set<String> GAINING = Set.of(
            "find", "buy", "get", "receive", "add", "collect", "gain", "win", "pick", "earn", "grow", "bring", "come",
            "join", "make", "bake", "borrow", "take-in", "plant", "catch", "gather", "born", "acquire", "deposit",
            "put", "harvest");
    private static final Set<String> LOSING = Set.of(
            "lose", "give", "eat", "sell", "spend", "use", "throw", "delete", "die", "leave", "fly", "donate", "break",
            "remove", "share", "lend", "drop", "cut", "melt", "burn", "trade", "send", "discard", "drink", "fall",
            "pay", "go", "return");

    private static final Pattern RECEIVED =
            Pattern.compile("\\b(?:gave|gives|give|lent|sent|brought|handed) (?:him|her|them|me|us)\\b");

    private static final Pattern WENT =
            Pattern.compile("^(?!.*\\b(?:has|have|had|is|are|was|were|with)\\b).*\\d+ [a-z ]*\\bleft\\b");

    private StoryVerbs() {}

    static String base(String word) {
        return BASE.getOrDefault(word, word);
    }

    /** 1 for a clause that tells of more, -1 for one that tells of less, 0 for one that tells of neither. */
    static int direction(String clause) {
        if (RECEIVED.matcher(clause).find()) {
            return 1;
        }
        if (WENT.matcher(clause).find()) {
            return -1;
        }
        int direction = 0;
        for (String word : clause.split("[^a-z'-]+", -1)) {
            String base = base(word);
            if (LOSING.contains(base)) {
                direction = -1;
            } else if (GAINING.contains(base) && direction == 0) {
                direction = 1;
            }
        }
        return direction;
    }

    /** Base forms of the verbs of gain and loss in a text, in order. */
    static List<String> all(String text) {
        return Arrays.stream(text.split("[^a-z'-]+", -1))
                .map(StoryVerbs::base)
                .filter(StoryVerbs::isVerb)
                .toList();
    }

    static boolean isVerb(String base) {
        return GAINING.contains(base) || LOSING.contains(base);
    }

    private static Map<String, String> base() {
        Map<String, String> base = new HashMap<>();
        String forms = """
                find found finds finding
                buy bought buys buying
                get got gets getting gotten
                receive received receives receiving
                add added adds adding
                collect collected collects collecting
                gain gained
                win won wins winning
                pick picked picks picking
                earn earned earns earning
                grow grew grown grows growing
                bring brought brings
                come came comes coming
                join joined joins
                make made makes making
                bake baked bakes baking
                borrow borrowed
                plant planted plants
                catch caught catches
                gather gathered
                harvest harvested harvests
                deposit deposited
                put puts putting
                build built builds building
                lose lost loses losing
                give gave given gives giving
                eat ate eaten eats eating
                sell sold sells selling
                spend spent spends spending
                use used uses using
                throw threw thrown throws throwing
                delete deleted deletes deleting
                die died dies
                fly flew flown
                donate donated
                break broke broken
                remove removed
                share shared shares
                lend lent
                drop dropped
                cut cuts cutting
                melt melted
                burn burned burnt
                trade traded
                send sent sends sending
                discard discarded
                drink drank drunk drinks drinking
                fall fell fallen
                pay paid pays
                go went gone goes going
                return returned
                play played plays playing
                read reads reading
                write wrote written writes
                run ran runs
                ride rode
                weigh weighed weighs
                do did done
                pack package packages packet packets packs
                """;
        for (String line : forms.split("\n", -1)) {
            String[] words = line.strip().split(" ", -1);
            for (String word : words) {
                base.put(word, words[0]);
            }
        }
        return base;
    }
}
