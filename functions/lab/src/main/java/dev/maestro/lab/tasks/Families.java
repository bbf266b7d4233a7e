package dev.maestro.lab.tasks;

import java.util.List;

/** The list of all task families. */
final class Families {

    static final List<TaskFamily> ALL = List.of(
            new ChartFamily(),
            new TableFamily(),
            new SignFamily(),
            new ReceiptFamily(),
            new HighResolutionFamily(),
            new CountingFamily(),
            new DiagramFamily(),
            new GeometryFamily(),
            new MathFamily(),
            new ScienceFamily(),
            new BarcodeFamily(),
            new PrintedLineFamily(),
            new CodeFamily(),
            new StatementFamily(),
            new DigitFamily(),
            new SmearFamily(),
            new TableProblemFamily());

    private Families() {}
}
