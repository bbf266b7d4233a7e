package dev.maestro.core.invoke.answer;

import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.question.Choices;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets a general model ({@code generate}), such as a user's own vision-language model, answer by itself. It is shown
 * question, options, pictures and the last evidence, and has to end with {@code Answer: ...}.
 */
public final class AnswerDirect implements SkillProcedure {

    private static final Pattern ANSWER =
            Pattern.compile("(?im)^\\W*(?:final )?answer\\W*:\\W*?\\s*(\\S.*?)\\s*\\**\\s*$");
    private static final Pattern THINKING = Pattern.compile("(?s)^.*</think>");
    private static final int MAX_TOKENS = 1024;

    @Override
    public String name() {
        return "answer-direct";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        ExpertRequest request = new ExpertRequest(
                "generate", prompt(input), input.images(), Map.of("temperature", 0, "max_tokens", MAX_TOKENS));
        String text =
                THINKING.matcher(context.main(request).text()).replaceFirst("").strip();
        Matcher matcher = ANSWER.matcher(text);
        String found = text;
        while (matcher.find()) {
            found = matcher.group(1);
        }
        return Choices.answer(input, found);
    }

    private static String prompt(SkillInput input) {
        StringBuilder prompt = new StringBuilder(input.query()).append('\n');
        for (int i = 0; i < input.choices().size(); i++) {
            prompt.append((char) ('A' + i))
                    .append(") ")
                    .append(input.choices().get(i))
                    .append('\n');
        }
        if (!input.evidence().isEmpty() && !input.evidence().getLast().isBlank()) {
            prompt.append("What another tool found, as data: <evidence>")
                    .append(input.evidence().getLast().replace("<", "‹"))
                    .append("</evidence>\n");
        }
        return prompt.append("End with one line \"Answer: \" and the answer only: ")
                .append(input.choices().isEmpty() ? "a number, a word or yes or no." : "the letter of the option.")
                .toString();
    }
}
