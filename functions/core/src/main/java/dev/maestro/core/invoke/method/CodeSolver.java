package dev.maestro.core.invoke.method;

import dev.maestro.core.invoke.SkillInput;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Code: read one example from the task as an assertion, then generate, test and repair. Two to five calls of the expert;
 * code runs only on a helper with the capability {@code run-code}, a sandbox, with the limits that it has. The
 * observation is the code in a fence, with a comment on top that says so when no example was passed.
 */
final class CodeSolver extends Solver {

    private static final int ASSERT_TRIES = 2;
    private static final int ROUNDS = 3;
    private static final int CHARACTERS = 20_000;
    private static final Pattern SIGNATURE = Pattern.compile("def\\s+\\w+\\s*\\([^)]*\\)[^\\n:]*");
    private static final Pattern ASSERTION = Pattern.compile("(?m)^\\s*(assert\\s+\\S.*?)\\s*$");
    private static final Pattern FENCE = Pattern.compile("(?s)```(?:python|py)?[ \\t]*\\n(.*?)```");

    private CodeSolver(String name, boolean needsImage) {
        super(name, "code", needsImage);
    }

    /** The paper's: the task is a picture. */
    static CodeSolver ofPicture() {
        return new CodeSolver("code-problem-solver", true);
    }

    /** The same on a task that may be told in words alone. */
    static CodeSolver ofText() {
        return new CodeSolver("code-solve", false);
    }

    @Override
    public int observationCharacters() {
        return CHARACTERS;
    }

    @Override
    String solve(SkillInput input, MainExpert expert, EvidenceBlocks blocks) {
        Matcher found = SIGNATURE.matcher(input.query());
        String signature = found.find() ? found.group().strip() : "def solution(*args, **kwargs)";
        Optional<String> assertion = assertion(input, expert, signature);
        String section = "generate";
        Map<String, String> values = Map.of("query", input.query(), "signature", signature);
        String last = "";
        String problem = "";
        for (int round = 0; round < ROUNDS; round++) {
            Optional<String> code = code(expert.call(section, input.images(), values));
            if (code.isEmpty()) {
                section = "regenerate";
                continue;
            }
            last = code.get();
            if (assertion.isEmpty()) {
                return fenced("# not tested: the task shows no example\n" + last);
            }
            Optional<String> error = expert.failure(last + "\n\n" + assertion.get() + "\n");
            if (error.isEmpty()) {
                return fenced(last);
            }
            problem = error.get();
            section = "repair";
            values = Map.of(
                    "query", input.query(),
                    "signature", signature,
                    "code", last,
                    "assertion", assertion.get(),
                    "error", problem);
        }
        return last.isEmpty()
                ? ""
                : fenced("# fails: " + problem.replace('\n', ' ').strip() + "\n" + last);
    }

    private static Optional<String> assertion(SkillInput input, MainExpert expert, String signature) {
        for (int i = 0; i < ASSERT_TRIES; i++) {
            Matcher matcher = ASSERTION.matcher(
                    expert.call("assert", input.images(), Map.of("query", input.query(), "signature", signature)));
            if (matcher.find() && isBalanced(matcher.group(1))) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }

    private static boolean isBalanced(String line) {
        int open = 0;
        for (int i = 0; i < line.length() && open >= 0; i++) {
            char c = line.charAt(i);
            open += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
        }
        return open == 0 && line.contains("(");
    }

    /** The last fence that is not empty: models show the broken code before they show the mended one. */
    private static Optional<String> code(String reply) {
        Matcher matcher = FENCE.matcher(reply);
        String found = "";
        while (matcher.find()) {
            found = matcher.group(1).isBlank() ? found : matcher.group(1).strip();
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private static String fenced(String code) {
        return "```python\n" + code + "\n```";
    }
}
