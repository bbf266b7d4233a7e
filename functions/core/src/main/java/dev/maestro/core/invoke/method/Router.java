package dev.maestro.core.invoke.method;

import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hands a query to the specialist that its words call for, without a model call. The specialist works by its own system
 * prompt; the decision is kept in the record of the invocation.
 */
final class Router implements SkillProcedure {

    private final String name;
    private final RouteTable routes;
    private final Map<String, SkillProcedure> specialists = new LinkedHashMap<>();

    /**
     * Makes one.
     *
     * @param family which resource holds the routes
     * @param specialists in the order that breaks ties
     */
    Router(String name, String family, List<SkillProcedure> specialists) {
        this.name = name;
        specialists.forEach(specialist -> this.specialists.put(specialist.name(), specialist));
        this.routes = new RouteTable(family, List.copyOf(this.specialists.keySet()));
    }

    @Override
    public String name() {
        return name;
    }

    /** The decision for a query, without carrying it out. */
    RouteTable.Choice choose(String query, int images) {
        return routes.choose(query, images);
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        RouteTable.Choice choice = choose(input.query(), input.images().size());
        context.note("route", choice.route() + " of " + choice.scores());
        SkillProcedure specialist = specialists.get(choice.route());
        if (specialist == null) {
            throw new IllegalStateException("the route " + choice.route() + " leads to no specialist");
        }
        return specialist.run(input, context);
    }
}
