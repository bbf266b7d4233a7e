package dev.maestro.lab.tasks.table;

import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.table.TableProblemFamily.Told;
import java.util.ArrayList;
import java.util.List;

/** What goods on a list of prices cost together, apart and many times, and whether the money will do. */
final class PriceProblem implements TableProblemFamily.Kind {

    private static final Pool<List<String>> GOODS = new Pool<>(
            "priced",
            List.of(
                    List.of("wool scarf", "cotton hat", "leather belt", "rain coat", "silk tie", "pair of socks"),
                    List.of("toy train", "board game", "jigsaw puzzle", "teddy bear", "kite", "yo-yo", "model plane")),
            List.of(List.of("garden hose", "watering can", "rake", "flower pot", "spade", "bird bath")),
            List.of(
                    List.of("oak desk", "floor lamp", "coat rack", "mirror", "night stand", "book shelf"),
                    List.of("tuna sandwich", "bowl of soup", "fruit salad", "slice of cake", "lemonade", "muffin")));

    private static final Pool<List<String>> PEOPLE = new Pool<>(
            "people",
            List.of(List.of("Mia", "Jonas", "Priya", "Tom", "Lena")),
            List.of(List.of("Carla", "Omar", "Nils")),
            List.of(List.of("Sofia", "Victor", "Amara", "Felix")));

    private static final Pool<String> BOTH = new Pool<>(
            "both",
            List.of(
                    "How much money does {0} need to buy a {1} and a {2}?",
                    "What is the total cost for a {1} and a {2}?",
                    "How much does {0} pay for a {1} and a {2} together?"),
            List.of("{0} buys a {1} and a {2}. How much does {0} spend?"),
            List.of("What must {0} pay for a {1} and a {2}?", "How much do a {1} and a {2} cost in all?"));

    private static final Pool<String> MORE = new Pool<>(
            "dearer",
            List.of(
                    "How much more does a {1} cost than a {2}?",
                    "How much more money does {0} need for a {1} than for a {2}?"),
            List.of("By how much is a {1} dearer than a {2}?"),
            List.of("What is the difference in price between a {1} and a {2}?"));

    private static final Pool<String> MANY = new Pool<>(
            "many",
            List.of("How much money does {0} need to buy {3} of the {1}?", "What do {3} pieces of {1} cost?"),
            List.of("{0} takes {3} times {1}. What is the price?"),
            List.of("If {0} orders {1} {3} times, how much is it?"));

    private static final Pool<String> ENOUGH = new Pool<>(
            "enough",
            List.of(
                    "{0} has ${3}. Does {0} have enough to buy a {1} and a {2}?",
                    "{0} has ${3}. Is that enough money for a {1} and a {2}?"),
            List.of("With ${3}, can {0} buy a {1} and a {2}?"),
            List.of(
                    "{0} saved ${3}. Will it do for a {1} and a {2}?",
                    "{0} has ${3}. Can {0} pay for a {1} and a {2}?"));

    @Override
    public Told tell(Assignment assignment) {
        Dice dice = assignment.dice();
        List<String> goods = dice.some(assignment.pick(GOODS), dice.between(4, 6));
        List<Integer> prices = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        boolean round = dice.chance(0.3);
        for (String good : goods) {
            int cents = round ? 100 * dice.between(2, 40) : dice.between(120, 4_900);
            prices.add(cents);
            rows.add(List.of(good, "$" + money(cents)));
        }
        SmallTable table = new SmallTable("", List.of(), rows);
        String person = dice.of(assignment.pick(PEOPLE));
        int first = prices.get(0) >= prices.get(1) ? 0 : 1;
        int dear = prices.get(first);
        int cheap = prices.get(1 - first);
        String one = goods.get(first);
        String two = goods.get(1 - first);
        String kind = dice.of(List.of("both", "more", "many", "enough"));
        assignment.note("asked", kind);
        return switch (kind) {
            case "both" -> new Told(table, assignment.say(BOTH, person, one, two), Answer.cents(dear + cheap));
            case "more" -> new Told(table, assignment.say(MORE, person, one, two), Answer.cents(dear - cheap));
            case "many" -> {
                int times = dice.between(2, 6);
                String question = assignment.say(MANY, person, one, two, Integer.toString(times));
                yield new Told(table, question, Answer.cents((long) times * dear));
            }
            default -> {
                int purse = dear + cheap + (dice.chance(0.5) ? 1 : -1) * dice.between(1, Math.min(300, cheap));
                String question = assignment.say(ENOUGH, person, one, two, money(purse));
                yield new Told(table, question, Answer.yesOrNo(purse >= dear + cheap));
            }
        };
    }

    private static String money(int cents) {
        return Answer.cents(cents).value();
    }
}
