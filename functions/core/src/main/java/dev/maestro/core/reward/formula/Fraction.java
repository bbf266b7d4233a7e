package dev.maestro.core.reward.formula;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An exact rational number in lowest terms. An operation whose result would not fit in {@value #MOST_BITS} bits has
 * none, so that no formula can make work without end.
 *
 * @param numerator carries the sign
 * @param denominator above 0
 */
record Fraction(BigInteger numerator, BigInteger denominator) {

    static final int MOST_BITS = 8192;
    private static final int LARGEST_EXPONENT = 1000;

    static Fraction of(BigDecimal value) {
        BigInteger unscaled = value.unscaledValue();
        return value.scale() >= 0
                ? reduced(unscaled, BigInteger.TEN.pow(value.scale()))
                : reduced(unscaled.multiply(BigInteger.TEN.pow(-value.scale())), BigInteger.ONE);
    }

    private static Fraction reduced(BigInteger numerator, BigInteger denominator) {
        BigInteger common = numerator.gcd(denominator).max(BigInteger.ONE);
        BigInteger sign = BigInteger.valueOf(denominator.signum());
        return new Fraction(
                numerator.divide(common).multiply(sign),
                denominator.divide(common).multiply(sign));
    }

    private static Optional<Fraction> bounded(BigInteger numerator, BigInteger denominator) {
        boolean fits = numerator.bitLength() <= MOST_BITS && denominator.bitLength() <= MOST_BITS;
        return fits ? Optional.of(reduced(numerator, denominator)) : Optional.empty();
    }

    Optional<Fraction> plus(Fraction other) {
        return bounded(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    Optional<Fraction> times(Fraction other) {
        return bounded(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /** Empty for a division by zero. */
    Optional<Fraction> over(Fraction other) {
        return other.numerator.signum() == 0
                ? Optional.empty()
                : bounded(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    /** Empty unless the exponent is a whole number of at most {@value #LARGEST_EXPONENT}. */
    Optional<Fraction> power(Fraction exponent) {
        if (!exponent.denominator.equals(BigInteger.ONE) || exponent.numerator.bitLength() > Integer.SIZE - 1) {
            return Optional.empty();
        }
        int times = exponent.numerator.intValue();
        long bits = (long) Math.max(numerator.bitLength(), denominator.bitLength()) * Math.abs((long) times);
        if (Math.abs(times) > LARGEST_EXPONENT || bits > MOST_BITS || (times < 0 && numerator.signum() == 0)) {
            return Optional.empty();
        }
        BigInteger above = numerator.pow(Math.abs(times));
        BigInteger below = denominator.pow(Math.abs(times));
        return Optional.of(times < 0 ? reduced(below, above) : reduced(above, below));
    }

    double value() {
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), java.math.MathContext.DECIMAL64)
                .doubleValue();
    }
}
