package dev.maestro.core.evaluate.plan;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A rule that an evaluation passes or fails. */
public sealed interface PassRule {

    /** As it is written on the command line and in events. */
    String text();

    /**
     * The accuracy, failures of infrastructure counted wrong, is at least this.
     *
     * @param of a set, {@code macro} or {@code micro}
     * @param least 0 to 1
     */
    record Minimum(String of, double least) implements PassRule {

        public Minimum {
            if (!(least >= 0 && least <= 1)) {
                throw new IllegalArgumentException("a minimum is 0 to 1, was " + least);
            }
        }

        @Override
        public String text() {
            return "minimum " + of + ":" + least;
        }
    }

    /**
     * The macro mean is not below another policy's by more than a margin.
     *
     * @param rival label of the other policy
     * @param margin 0 to 1
     * @param confidence above 0.5 and below 1
     */
    record NotWorseThan(String rival, double margin, double confidence) implements PassRule {

        public NotWorseThan {
            if (!(margin >= 0 && margin <= 1)) {
                throw new IllegalArgumentException("a margin is 0 to 1, was " + margin);
            }
            if (!(confidence > 0.5 && confidence < 1)) {
                throw new IllegalArgumentException("a confidence is above 0.5 and below 1, was " + confidence);
            }
        }

        @Override
        public String text() {
            return "not-worse-than " + rival + ":" + margin + ":" + confidence;
        }
    }

    /**
     * Reads {@code 0.7} (macro mean), {@code micro:0.7} or {@code SET:0.7}.
     *
     * @throws IllegalArgumentException when it is none of these; the message says what is
     */
    static PassRule minimum(String text) {
        int colon = text.lastIndexOf(':');
        String of = colon < 0 ? "macro" : text.substring(0, colon);
        return new Minimum(of, number(text.substring(colon + 1), "--minimum takes 0.7, micro:0.7 or SET:0.7", text));
    }

    /**
     * Reads {@code V:0.02:0.95}; the policy may have colons itself.
     *
     * @throws IllegalArgumentException when it is no such rule; the message says what is
     */
    static PassRule notWorseThan(String text) {
        String usage = "--not-worse-than takes V:MARGIN:CONFIDENCE, such as best-pair:0.02:0.95";
        int last = text.lastIndexOf(':');
        int before = last < 0 ? -1 : text.lastIndexOf(':', last - 1);
        if (before < 1) {
            throw new IllegalArgumentException(usage + ", not " + text);
        }
        return new NotWorseThan(
                text.substring(0, before),
                number(text.substring(before + 1, last), usage, text),
                number(text.substring(last + 1), usage, text));
    }

    /** The policy that must run too; null for none. */
    static @Nullable String rival(PassRule rule) {
        return switch (rule) {
            case Minimum minimum -> null;
            case NotWorseThan other -> other.rival();
        };
    }

    private static double number(String text, String usage, String whole) {
        try {
            return Double.parseDouble(text.strip().toLowerCase(Locale.ROOT));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(usage + ", not " + whole, e);
        }
    }
}
