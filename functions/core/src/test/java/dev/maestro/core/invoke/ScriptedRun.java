package dev.maestro.core.invoke;

import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Usage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A run of a skill whose experts say what the test wrote down, in that order; keeps what they were asked. */
public final class ScriptedRun implements SkillContext {

    private final Deque<Object> main = new ArrayDeque<>();
    private final Deque<Object> helper = new ArrayDeque<>();
    private final List<ExpertRequest> mainRequests = new ArrayList<>();
    private final List<ExpertRequest> helperRequests = new ArrayList<>();
    private final List<String> pictureWork = new ArrayList<>();
    private final Map<String, String> notes = new TreeMap<>();

    /** The chosen expert replies so, in this order. */
    public static ScriptedRun replying(String... replies) {
        ScriptedRun run = new ScriptedRun();
        run.main.addAll(List.of(replies));
        return run;
    }

    /** The chosen expert brings no reply. */
    public static ScriptedRun failing(Outcome outcome) {
        ScriptedRun run = new ScriptedRun();
        run.main.add(outcome);
        return run;
    }

    /** Helpers reply so, after what was scripted before. */
    public ScriptedRun withHelper(String... replies) {
        helper.addAll(List.of(replies));
        return this;
    }

    /** The next helper brings no reply. */
    public ScriptedRun withFailingHelper(Outcome outcome) {
        helper.add(outcome);
        return this;
    }

    public List<ExpertRequest> mainRequests() {
        return mainRequests;
    }

    public List<ExpertRequest> helperRequests() {
        return helperRequests;
    }

    public List<String> pictureWork() {
        return pictureWork;
    }

    public Map<String, String> notes() {
        return notes;
    }

    @Override
    public void note(String key, String value) {
        notes.merge(key, value, (before, now) -> before + "; " + now);
    }

    @Override
    public ExpertReply main(ExpertRequest request) {
        mainRequests.add(request);
        return next(main, "the chosen expert");
    }

    @Override
    public ExpertReply helper(ExpertRequest request) {
        helperRequests.add(request);
        return next(helper, "a helper");
    }

    private static ExpertReply next(Deque<Object> script, String who) {
        if (script.isEmpty()) {
            throw new AssertionError(who + " was called once more than the script has replies");
        }
        return switch (script.poll()) {
            case Outcome outcome -> throw new ExpertException(outcome);
            case Object text -> new ExpertReply(text.toString(), Usage.NONE);
        };
    }

    @Override
    public PictureWork pictures() {
        return new PictureWork() {
            @Override
            public Image crop(Image source, int x, int y, int width, int height, double scale) {
                pictureWork.add("crop " + x + " " + y + " " + width + " " + height + " x" + scale);
                return new Image(
                        source.digest() + "/crop" + pictureWork.size(),
                        source.bytes(),
                        (int) Math.round(width * scale),
                        (int) Math.round(height * scale));
            }

            @Override
            public Image upright(Image source) {
                pictureWork.add("upright");
                return new Image(source.digest() + "/upright", source.bytes(), source.width(), source.height());
            }

            @Override
            public Image clean(Image source) {
                pictureWork.add("clean");
                return new Image(source.digest() + "/clean", source.bytes(), source.width(), source.height());
            }

            @Override
            public Image marked(Image source, List<Images.Mark> marks) {
                pictureWork.add("marked " + marks);
                return new Image(source.digest() + "/marked", source.bytes(), source.width(), source.height());
            }
        };
    }
}
