package dev.maestro.core.invoke.method;

import static dev.maestro.core.invoke.method.EvidenceBlocks.Kind.BOXES;
import static dev.maestro.core.invoke.method.EvidenceBlocks.Kind.CAPTION;
import static dev.maestro.core.invoke.method.EvidenceBlocks.Kind.CROP;
import static dev.maestro.core.invoke.method.EvidenceBlocks.Kind.OBJECTS;
import static dev.maestro.core.invoke.method.EvidenceBlocks.Kind.TEXT;

import dev.maestro.core.invoke.SkillProcedure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The procedures of the paper's skills; {@code maestro-paper.yaml} lists the skills that they are. */
public final class MethodProcedures {

    /** A plain call without any skill. */
    public static final String PLAIN_CALL = "plain-call";

    private MethodProcedures() {}

    /** The code skill on tasks that need no picture; not one of the paper's. */
    public static SkillProcedure codeSolve() {
        return CodeSolver.ofText();
    }

    /** All of them. */
    public static List<SkillProcedure> all() {
        List<SkillProcedure> embodied = List.of(
                new Specialist("embodied-trajectory-outcome", Set.of(CAPTION)),
                new Specialist("embodied-pointing-localization", Set.of(CAPTION)),
                new Specialist("embodied-multi-view-task", Set.of(CAPTION)),
                new Specialist("embodied-action-adjustment", Set.of(CAPTION)),
                new Specialist("embodied-spatial-mechanics", Set.of(CAPTION)));
        List<SkillProcedure> reading = List.of(
                new Specialist("ocr-formula-recognition", Set.of(TEXT, CROP)),
                new Specialist("ocr-key-information-extraction", Set.of(TEXT, OBJECTS, BOXES, CROP)),
                new Specialist("ocr-document-chart-qa", Set.of(TEXT, CAPTION, CROP)),
                new Specialist("ocr-scene-text-qa", Set.of(TEXT, CAPTION, OBJECTS, BOXES, CROP)),
                new Specialist("ocr-text-recognition", Set.of(TEXT, CROP)));
        List<SkillProcedure> diagrams = List.of(
                new Specialist("diagram-highlighted-character", Set.of(TEXT, CROP)),
                new Specialist("diagram-grid-structure", Set.of(CROP)),
                new Specialist("diagram-circle-contact", Set.of(CROP)),
                new Specialist("diagram-intersection-route", Set.of(CROP)),
                new Specialist("diagram-shape-counting", Set.of(CROP)));
        List<SkillProcedure> all = new ArrayList<>(List.of(
                new PlainCall(),
                new PerceptionSolver("zoom"),
                new PerceptionSolver("perception-problem-solver"),
                new GeometricSolver(),
                new ChartSolver(),
                new ScienceSolver(),
                new CountingSolver(),
                CodeSolver.ofPicture(),
                new Router("embodied-scene-qa", "embodied", embodied),
                new Router("ocr-problem-solver", "ocr", reading),
                new Router("diagram-reasoning", "diagram", diagrams)));
        all.addAll(embodied);
        all.addAll(reading);
        all.addAll(diagrams);
        return List.copyOf(all);
    }
}
