package dev.maestro.core.invoke.document;

import dev.maestro.core.invoke.reading.Reading;
import dev.maestro.core.invoke.reading.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The postal address at the head of a receipt or letter: the lines below the name of who issued it, from the first that
 * looks like part of an address to the last before something else begins.
 */
final class Address {

    private static final Pattern PART = Pattern.compile(
            "(?i)\\b(?:no|lot|unit|level|floor|block|suite|street|st|road|rd|avenue|ave|lane|drive|blvd|square|park|plaza"
                    + "|jalan|jln|taman|bandar|lorong|kampung|pusat|persiaran|lebuh|wisma|menara|plot|batu"
                    + "|strasse|platz|rue|via|calle)\\b\\.?|\\b\\d{5}\\b|,\\s*\\p{L}+\\s*[,.]?$|^\\d+[A-Z]?[-,/ ]");
    private static final Pattern OTHER = Pattern.compile(
            "(?i)\\b(?:tel|phone|fax|gst|tax|invoice|receipt|date|cash(?:ier)?|bill|e-?mail|www|reg|company no|co\\.? no|roc"
                    + "|member|table|time|counter|order|ssm|hotline|thank)\\b|@|\\d{1,2}[/-]\\d{1,2}[/-]\\d{2,4}");
    private static final Pattern REGISTRATION = Pattern.compile("^\\(?[\\d -]{5,}[A-Z]?\\)?$");
    private static final int HEAD = 12;
    private static final int LONGEST = 6;

    private Address() {}

    /** The lines of the address, joined by one space; empty when none looks like one. */
    static Optional<String> of(Reading reading) {
        List<String> lines = new ArrayList<>();
        List<Row> rows = reading.rows();
        for (int i = 1; i < Math.min(HEAD, rows.size()); i++) {
            String text = rows.get(i).text().strip();
            boolean other =
                    OTHER.matcher(text).find() || REGISTRATION.matcher(text).matches();
            boolean part = !other && PART.matcher(text).find();
            if (part && lines.size() < LONGEST) {
                lines.add(text);
            } else if (!lines.isEmpty() && (other || !continues(text))) {
                break;
            } else if (!lines.isEmpty()) {
                lines.add(text);
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", lines));
    }

    /** The last line of an address is often a town alone. */
    private static boolean continues(String text) {
        return text.length() <= 30
                && text.toUpperCase(Locale.ROOT).equals(text)
                && text.chars().noneMatch(Character::isDigit);
    }
}
