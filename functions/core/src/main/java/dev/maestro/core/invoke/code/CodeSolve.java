package dev.maestro.core.invoke.code;

import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes code: reads one example as an assertion (at most two tries), then generates, runs and repairs (at most three
 * rounds). Code runs in the sandbox of a {@code run-code} helper, never here. The observation is the code in a fence,
 * with a comment on top that says so when no example was passed.
 */
public final class CodeSolve implements SkillProcedure {

    private static final int EXAMPLE_TRIES = 2;
    private static final int ROUNDS = 3;
    private static final int CHARACTERS = 20_000;
    private static final Map<String, Object> SAMPLING = Map.of("temperature", 0.2, "top_p", 1.0);
    private static final Pattern ASSERTION = Pattern.compile("(?m)^\\s*(assert\\s.{1,2000})$");
    private static final Pattern FENCE = Pattern.compile("(?s)```(?:python|py)?[ \\t]*\\R(.*?)```");

    private final CodePrompts prompts = new CodePrompts();

    @Override
    public String name() {
        return "code-solve";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Optional<String> example = example(input, context);
        String prompt = prompts.text("generate", Map.of("query", input.query()));
        String code = "";
        String problem = "no code was written";
        for (int round = 0; round < ROUNDS; round++) {
            Optional<String> written = fenced(said(input, context, prompt));
            if (written.isEmpty()) {
                continue; // the same question again
            }
            code = written.get();
            CodeReply reply =
                    CodeReply.of(context.helper(CodeReply.request(code + "\n\n" + example.orElse("") + "\n")));
            if (reply.isCompleted()) {
                return fence(code, example.isPresent() ? "" : "# not tested: the task shows no example\n");
            }
            problem = (reply.outcome() + " " + reply.error()).strip();
            prompt = prompts.text("repair", Map.of("query", input.query(), "code", code, "error", problem));
        }
        return code.isEmpty() ? "" : fence(code, "# fails: " + problem.replace('\n', ' ') + "\n");
    }

    /** One example of the task that is Python. */
    private Optional<String> example(SkillInput input, SkillContext context) {
        String prompt = prompts.text("example", Map.of("query", input.query()));
        for (int tries = 0; tries < EXAMPLE_TRIES; tries++) {
            Matcher assertion = ASSERTION.matcher(said(input, context, prompt));
            if (assertion.find()) {
                String found = assertion.group(1).strip();
                String unused = "def _unused():\n    " + found + "\n";
                if (CodeReply.of(context.helper(CodeReply.request(unused))).isCompleted()) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    private static String said(SkillInput input, SkillContext context, String prompt) {
        String text = context.main(new ExpertRequest("generate", prompt, input.images(), SAMPLING))
                .text();
        int thought = text.lastIndexOf("</think>");
        return thought < 0 ? text : text.substring(thought + "</think>".length());
    }

    private static Optional<String> fenced(String text) {
        Matcher fence = FENCE.matcher(text);
        Optional<String> code = Optional.empty();
        while (fence.find()) {
            code = Optional.of(fence.group(1)).filter(found -> !found.isBlank()).or(Optional::empty);
        }
        return code;
    }

    private static String fence(String code, String comment) {
        return "```python\n" + comment + code.stripTrailing() + "\n```";
    }

    @Override
    public int observationCharacters() {
        return CHARACTERS;
    }
}
