package dev.maestro.core.invoke.statement;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.call.JsonReply;
import dev.maestro.core.invoke.question.Choices;
import dev.maestro.core.invoke.reading.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says whether a statement about coloured shapes in the parts of a picture is true. */
public final class StatementCheck implements SkillProcedure {

    private static final Pattern STATEMENT = Pattern.compile("(?is)(?:statement|claim|sentence)\\s*:\\s*(.+)$");
    private static final Pattern FRAME = Pattern.compile(
            "(?i)\\b(?:is it true that|true or false\\??:?|is the following (?:statement )?true\\W*)\\s*");

    @Override
    public String name() {
        return "statement-check";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        List<Thing> things = JsonReply.of(
                        context.main(Calls.detect("count-shapes", Map.of("shape", "any", "color", "any"), image)))
                .list("objects")
                .stream()
                .map(object -> new Thing(object.text("shape"), object.text("color"), object.requiredBox("box")))
                .toList();
        if (things.isEmpty()) {
            return "";
        }
        List<Box> boxes = JsonReply.of(context.main(Calls.detect("panels", Map.of(), image))).list("panels").stream()
                .map(panel -> panel.requiredBox("box"))
                .toList();
        List<Panel> panels = new ArrayList<>();
        for (Box box : boxes) {
            panels.add(new Panel(
                    box,
                    things.stream()
                            .filter(thing -> thing.box().centreX() >= box.x()
                                    && thing.box().centreX() < box.right()
                                    && thing.box().centreY() >= box.y()
                                    && thing.box().centreY() < box.bottom())
                            .toList()));
        }
        boolean holds = Statement.of(told(input.query())).holds(panels);
        return Choices.answer(input, holds ? "true" : "false");
    }

    private static String told(String query) {
        Matcher statement = STATEMENT.matcher(query);
        return FRAME.matcher(statement.find() ? statement.group(1) : query)
                .replaceAll("")
                .strip();
    }
}
