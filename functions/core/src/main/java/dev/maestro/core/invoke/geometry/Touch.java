package dev.maestro.core.invoke.geometry;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.call.JsonReply;
import dev.maestro.core.invoke.question.Choices;
import dev.maestro.core.invoke.question.Question;
import java.util.Map;

/**
 * Tells how two circles lie to each other. Circles that overlap do touch; circles that only touch do not overlap.
 */
public final class Touch implements SkillProcedure {

    @Override
    public String name() {
        return "geometry-touch";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        JsonReply reply = JsonReply.of(context.main(Calls.detect("circles-touch", Map.of(), image)));
        String relation = reply.text("relation");
        if (relation.isEmpty()) {
            return "";
        }
        boolean overlaps = relation.equals("overlapping");
        boolean touches = overlaps || relation.equals("touching");
        if (!touches && !relation.equals("separate")) {
            throw JsonReply.bad("has the unknown relation '" + relation + "'");
        }
        return Choices.answer(input, said(Question.of(input.query()), relation, touches, overlaps));
    }

    private static String said(Question question, String relation, boolean touches, boolean overlaps) {
        boolean asksApart = question.has("separate", "apart", "disjoint", "separated", "gap", "space");
        boolean asksTouch = question.has("touch", "touching", "touches", "tangent", "contact", "meet");
        boolean asksOverlap = question.has("overlap", "overlapping", "overlaps", "intersect", "intersecting");
        if (!question.startsWithVerb() || (asksApart && (asksTouch || asksOverlap))) {
            return relation;
        }
        if (asksApart) {
            return touches ? "no" : "yes";
        }
        boolean holds = (asksOverlap && !asksTouch) ? overlaps : touches;
        return holds ? "yes" : "no";
    }
}
