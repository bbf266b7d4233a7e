package dev.maestro.core.invoke.geometry;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.call.JsonReply;
import dev.maestro.core.invoke.question.Choices;
import dev.maestro.core.invoke.question.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts paths between the two stations that the question names. */
public final class Paths implements SkillProcedure {

    private static final Pattern STATION = Pattern.compile("(?<![\\p{L}\\p{N}])([A-Z])(?![\\p{L}\\p{N}'’])");
    private static final int ENDS = 2;

    @Override
    public String name() {
        return "geometry-paths";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        Question question = Question.of(input.query());
        Map<String, Object> options = new HashMap<>();
        Colors.in(question).stream().findFirst().ifPresent(color -> options.put("color", color));
        List<String> stations = stations(question);
        if (stations.size() >= ENDS) {
            options.put("from", stations.get(0));
            options.put("to", stations.get(1));
        }
        int count = JsonReply.of(context.main(Calls.detect("paths", options, image)))
                .count("count");
        String found = question.isYesNo() ? (count > 0 ? "yes" : "no") : String.valueOf(count);
        return Choices.answer(input, found);
    }

    private static List<String> stations(Question question) {
        List<String> stations = new ArrayList<>();
        Matcher matcher = STATION.matcher(question.text());
        while (matcher.find()) {
            boolean article = matcher.group(1).equals("A") && matcher.start() == 0;
            if (!article && !matcher.group(1).equals("I") && !stations.contains(matcher.group(1))) {
                stations.add(matcher.group(1));
            }
        }
        return stations;
    }
}
