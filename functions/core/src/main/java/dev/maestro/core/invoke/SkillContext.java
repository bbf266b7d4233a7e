package dev.maestro.core.invoke;

import java.util.List;

/** The ports of one run of a skill. Every call through it counts against the budget of the run. */
public interface SkillContext {

    /**
     * Calls the expert that the policy chose.
     *
     * @throws ExpertException with the outcome when there is no reply
     */
    ExpertReply main(ExpertRequest request);

    /**
     * Calls the cheapest other expert with that capability.
     *
     * @throws ExpertException {@code Refused} when there is none
     */
    ExpertReply helper(ExpertRequest request);

    /**
     * Keeps a fact about this run in the record of its invocation, such as the route taken or evidence that could not be
     * had.
     */
    default void note(String key, String value) {}

    /** Picture work. */
    PictureWork pictures();

    /** {@link Images} under the deadline of this run. */
    interface PictureWork {

        /** See {@link Images#crop}. */
        Image crop(Image source, int x, int y, int width, int height, double scale);

        /** See {@link Images#upright}. */
        Image upright(Image source);

        /** See {@link Images#clean}. */
        Image clean(Image source);

        /** See {@link Images#marked}. */
        Image marked(Image source, List<Images.Mark> marks);
    }
}
