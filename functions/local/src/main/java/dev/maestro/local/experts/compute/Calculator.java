package dev.maestro.local.experts.compute;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.eval.ExprEvaluator;
import org.matheclipse.core.interfaces.IAST;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.IFraction;
import org.matheclipse.parser.client.math.MathException;

/**
 * Calculates with Symja, on the calling thread; a watchdog stops what takes too long. Takes {@link SafeMath} only.
 * Thread-safe.
 */
final class Calculator {

    private static final int IDLE_SECONDS = 10;
    private static final int MOST_SOLUTIONS = 4;
    private static final int SIGNIFICANT_DIGITS = 10;
    private static final double SMALLEST = 1e-12;

    private final long limitMillis;
    private final ScheduledThreadPoolExecutor watchdog = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("symja-watchdog").factory());

    Calculator(long limitMillis) {
        this.limitMillis = limitMillis;
        watchdog.setRemoveOnCancelPolicy(true);
        watchdog.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        watchdog.allowCoreThreadTimeOut(true);
    }

    /** Value in decimal digits, several solutions separated by commas; empty when there is none. */
    Optional<String> value(Calculation calculation) {
        ExprEvaluator evaluator = new ExprEvaluator(true, (short) 0);
        EvalEngine engine = evaluator.getEvalEngine();
        engine.setQuietMode(true);
        ScheduledFuture<?> stop = watchdog.schedule(engine::stopRequest, limitMillis, TimeUnit.MILLISECONDS);
        try {
            return calculation.equations().isEmpty()
                    ? number(evaluator.eval(symja(calculation.wanted())), evaluator)
                    : solutions(calculation, evaluator);
        } catch (MathException | ArithmeticException e) {
            return Optional.empty();
        } finally {
            stop.cancel(false);
            EvalEngine.remove();
        }
    }

    /** Symja's names: single letters get another one, as e and i mean something there. */
    private static String symja(String safe) {
        return safe.replaceAll("(?<![a-z])([a-z])(?![a-z])", "v$1")
                .replace("log(", "Log(10,")
                .replace("ln(", "Log(")
                .replace("cbrt(", "CubeRoot(")
                .replace("pi", "Pi");
    }

    private static Optional<String> solutions(Calculation calculation, ExprEvaluator evaluator) {
        Set<String> unknowns = new TreeSet<>();
        List<String> equations = new ArrayList<>();
        for (String equation : calculation.equations()) {
            unknowns.addAll(SafeMath.variables(equation));
            equations.add(symja(equation).replace("=", "=="));
        }
        String wanted = symja(calculation.wanted());
        String variables = symja(String.join(",", unknowns));
        IExpr solved = evaluator.eval("Solve({" + String.join(",", equations) + "},{" + variables + "})");
        if (!(solved instanceof IAST list) || !solved.isList() || list.argSize() > MOST_SOLUTIONS) {
            return Optional.empty();
        }
        Set<String> values = new TreeSet<>(Comparator.comparing(BigDecimal::new));
        for (int i = 1; i <= list.argSize(); i++) {
            if (list.get(i).isList()) {
                number(evaluator.eval("(" + wanted + ") /. " + list.get(i)), evaluator)
                        .ifPresent(values::add);
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    private static Optional<String> number(IExpr value, ExprEvaluator evaluator) {
        if (value.isInteger()) {
            return Optional.of(value.toString());
        }
        if (value instanceof IFraction fraction) {
            BigDecimal above = new BigDecimal(fraction.toBigNumerator());
            BigDecimal below = new BigDecimal(fraction.toBigDenominator());
            return Optional.of(plain(above.divide(below, new MathContext(SIGNIFICANT_DIGITS, RoundingMode.HALF_EVEN))));
        }
        double number = evaluator.eval("N(" + value + ")").toDoubleDefault(Double.NaN);
        if (!Double.isFinite(number)) {
            return Optional.empty();
        }
        double settled = Math.abs(number) < SMALLEST ? 0 : number;
        return Optional.of(
                plain(new BigDecimal(settled).round(new MathContext(SIGNIFICANT_DIGITS, RoundingMode.HALF_EVEN))));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
