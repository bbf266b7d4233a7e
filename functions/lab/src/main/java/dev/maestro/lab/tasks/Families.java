package dev.maestro.lab.tasks;

import dev.maestro.lab.tasks.chart.ChartFamily;
import dev.maestro.lab.tasks.family.TaskFamily;
import dev.maestro.lab.tasks.figure.DiagramFamily;
import dev.maestro.lab.tasks.figure.GeometryFamily;
import dev.maestro.lab.tasks.reading.BarcodeFamily;
import dev.maestro.lab.tasks.reading.HandwrittenDigitFamily;
import dev.maestro.lab.tasks.reading.HighResolutionFamily;
import dev.maestro.lab.tasks.reading.PrintedLineFamily;
import dev.maestro.lab.tasks.reading.ReceiptFamily;
import dev.maestro.lab.tasks.reading.SignFamily;
import dev.maestro.lab.tasks.reckoning.CodeFamily;
import dev.maestro.lab.tasks.reckoning.MathFamily;
import dev.maestro.lab.tasks.reckoning.ScienceFamily;
import dev.maestro.lab.tasks.scene.BloodSmearFamily;
import dev.maestro.lab.tasks.scene.CountingFamily;
import dev.maestro.lab.tasks.scene.StatementFamily;
import dev.maestro.lab.tasks.table.TableFamily;
import dev.maestro.lab.tasks.table.TableProblemFamily;
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
            new HandwrittenDigitFamily(),
            new BloodSmearFamily(),
            new TableProblemFamily());

    private Families() {}
}
