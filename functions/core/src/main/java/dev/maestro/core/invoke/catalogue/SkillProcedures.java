package dev.maestro.core.invoke.catalogue;

import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.answer.AnswerDirect;
import dev.maestro.core.invoke.barcode.BarcodeRead;
import dev.maestro.core.invoke.chart.ChartAxis;
import dev.maestro.core.invoke.chart.ChartLabels;
import dev.maestro.core.invoke.code.CodeRun;
import dev.maestro.core.invoke.compute.Evaluate;
import dev.maestro.core.invoke.count.CountCells;
import dev.maestro.core.invoke.count.CountShapes;
import dev.maestro.core.invoke.document.KeyValue;
import dev.maestro.core.invoke.document.KeyValueCrops;
import dev.maestro.core.invoke.geometry.Crossings;
import dev.maestro.core.invoke.geometry.Figure;
import dev.maestro.core.invoke.geometry.Grid;
import dev.maestro.core.invoke.geometry.Nested;
import dev.maestro.core.invoke.geometry.Paths;
import dev.maestro.core.invoke.geometry.Touch;
import dev.maestro.core.invoke.glyph.Circled;
import dev.maestro.core.invoke.glyph.DigitRead;
import dev.maestro.core.invoke.glyph.Handwritten;
import dev.maestro.core.invoke.knowledge.LookUp;
import dev.maestro.core.invoke.method.MethodProcedures;
import dev.maestro.core.invoke.read.ReadClean;
import dev.maestro.core.invoke.read.ReadPlain;
import dev.maestro.core.invoke.read.ReadUpright;
import dev.maestro.core.invoke.statement.StatementCheck;
import dev.maestro.core.invoke.table.TableCell;
import dev.maestro.core.invoke.table.TableProblem;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All procedures that this version has. */
public final class SkillProcedures {

    private SkillProcedures() {}

    /** Procedures by the name that the {@code procedure} field of a registry's skill gives. */
    public static Map<String, SkillProcedure> all() {
        List<SkillProcedure> embedded = List.of(
                new ReadPlain(),
                new ReadUpright(),
                new ReadClean(),
                KeyValue.plain(),
                KeyValue.upright(),
                new KeyValueCrops(),
                new ChartLabels(),
                new ChartAxis(),
                TableCell.plain(),
                TableCell.upright(),
                new TableProblem(),
                new Circled(),
                new DigitRead(),
                new Handwritten(),
                new CountShapes(),
                new CountCells(),
                new StatementCheck(),
                new Crossings(),
                new Touch(),
                new Nested(),
                new Grid(),
                new Paths(),
                new Figure(),
                new Evaluate(),
                new LookUp(),
                BarcodeRead.plain(),
                BarcodeRead.clean(),
                new CodeRun(),
                MethodProcedures.codeSolve(),
                new AnswerDirect());
        return Stream.concat(embedded.stream(), MethodProcedures.all().stream())
                .collect(Collectors.toUnmodifiableMap(SkillProcedure::name, Function.identity()));
    }
}
