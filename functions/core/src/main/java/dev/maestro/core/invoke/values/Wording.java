package dev.maestro.core.invoke.values;

import dev.maestro.core.invoke.question.Question;

/** What a question about named values wants done with them. */
enum Wording {
    /** Arithmetic over several values, which another skill does. */
    ARITHMETIC,
    /** The greatest value or its name. */
    GREATEST,
    /** The least value or its name. */
    LEAST,
    /** How many values there are, or how many lie above or below a number. */
    COUNT,
    /** A value by its name, or a name by its value. */
    LOOK_UP;

    static Wording of(Question question) {
        if (isArithmetic(question)) {
            return ARITHMETIC;
        }
        if (isCount(question)) {
            return COUNT;
        }
        if (question.has(
                "highest",
                "largest",
                "greatest",
                "most",
                "maximum",
                "max",
                "tallest",
                "biggest",
                "top",
                "longest",
                "best",
                "peak")) {
            return GREATEST;
        }
        if (question.has("lowest", "smallest", "least", "fewest", "minimum", "min", "shortest", "worst")) {
            return LEAST;
        }
        return LOOK_UP;
    }

    private static boolean isArithmetic(Question question) {
        boolean more = question.has("many", "much")
                && question.has("more", "less", "fewer", "higher", "lower", "greater")
                && question.has("than")
                && !isCount(question);
        return more
                || question.has(
                        "sum",
                        "difference",
                        "average",
                        "mean",
                        "median",
                        "altogether",
                        "combined",
                        "together",
                        "range",
                        "ratio",
                        "product",
                        "exceed",
                        "percentage",
                        "add",
                        "subtract",
                        "change",
                        "grow",
                        "increase",
                        "decrease",
                        "gap",
                        "differ",
                        "differs",
                        "adding",
                        "adds",
                        "plus",
                        "minus",
                        "sums")
                || (question.has("total") && !question.hasPhrase("the total number of bars"))
                || question.hasPhrase("in all")
                || question.hasPhrase("come to")
                || question.hasPhrase("comes to")
                || question.hasPhrase("amount to")
                || question.hasPhrase("how far apart");
    }

    private static boolean isCount(Question question) {
        if (question.hasPhrase("number of bars") || question.hasPhrase("number of categories")) {
            return true;
        }
        if (!question.hasPhrase("how many")) {
            return false;
        }
        int next = question.words().indexOf("many") + 1;
        String noun = next < question.words().size() ? question.words().get(next) : "";
        return switch (noun) {
            case "bars", "categories", "columns", "rows", "entries", "items", "labels", "values", "groups", "of" ->
                true;
            default -> false;
        };
    }
}
