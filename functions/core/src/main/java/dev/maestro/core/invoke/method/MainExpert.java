package dev.maestro.core.invoke.method;

import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.code.CodeReply;
import dev.maestro.core.observe.Neutral;
import dev.maestro.core.observe.PromptText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls of the chosen expert in one run of a skill: its prompts, its system prompt, and the paper's sampling. */
final class MainExpert {

    private static final Map<String, Object> SAMPLING = Map.of("temperature", 0.2, "top_p", 1.0);

    private final SkillContext context;
    private final PromptText prompts;

    /** Notes which wording of the prompts this run uses. */
    MainExpert(SkillContext context, PromptText prompts) {
        this.context = context;
        this.prompts = prompts;
        context.note("prompt", prompts.name() + " " + prompts.digest());
    }

    /**
     * One call, with the skill's own system prompt when it has one.
     *
     * @return the reply without its thinking
     */
    String call(String section, List<Image> images, Map<String, String> values) {
        String system = prompts.has("system") ? prompts.section("system", Map.of()) : "";
        ExpertRequest request =
                new ExpertRequest("generate", system, prompts.section(section, values), images, SAMPLING);
        return Replies.withoutThought(context.main(request).text());
    }

    /**
     * Runs Python in the sandbox.
     *
     * @return what went wrong; empty when it ran to its end
     */
    Optional<String> failure(String source) {
        CodeReply reply = CodeReply.of(context.helper(CodeReply.request(source)));
        return reply.isCompleted()
                ? Optional.empty()
                : Optional.of(Neutral.text(reply.outcome() + " " + reply.error()));
    }
}
