package dev.maestro.core.invoke.table;

import dev.maestro.core.invoke.question.LabelMatch;
import dev.maestro.core.invoke.question.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Questions about a timetable: what begins, ends, arrives or departs when, and where one is at another time. */
final class Timetable {

    private static final Pattern TIME = Pattern.compile("(?i)\\b(\\d{1,2})[.:,](\\d{2})\\s*([AP])\\.?\\s?M\\b");
    private static final int HALF_DAY = 720;

    private Timetable() {}

    /**
     * The answer, if rows hold times and the question is about them.
     *
     * @param rows name, then times
     */
    static Optional<String> answer(Question question, List<String> header, List<List<String>> rows) {
        List<List<String>> timed = rows.stream()
                .filter(row ->
                        row.stream().skip(1).anyMatch(cell -> minutes(cell).isPresent()))
                .toList();
        if (timed.size() < 2) {
            return Optional.empty();
        }
        List<String> names = timed.stream().map(List::getFirst).toList();
        List<LabelMatch> matches = LabelMatch.find(question, names);
        Optional<Integer> asked = minutes(question.text());
        if (question.hasPhrase("how long") && asked.isEmpty()) {
            return lasting(timed, matches);
        }
        int column = column(question, header, timed.getFirst().size());
        if (asked.isPresent() && matches.size() >= 2) {
            return ride(
                    timed.get(matches.get(0).index()),
                    timed.get(matches.getLast().index()),
                    asked.get());
        }
        if (asked.isPresent()) {
            return timed.stream()
                    .filter(row -> column > 0 && minutes(row.get(column)).equals(asked))
                    .map(List::getFirst)
                    .findFirst()
                    .or(() -> timed.stream()
                            .filter(row -> row.stream().skip(1).anyMatch(cell -> minutes(cell)
                                    .equals(asked)))
                            .map(List::getFirst)
                            .findFirst());
        }
        return matches.size() == 1 && column > 0
                ? Optional.of(clock(timed.get(matches.getFirst().index()).get(column)))
                : Optional.empty();
    }

    /** From one place to another on the first ride; or from the begin to the end of the one thing that is named. */
    private static Optional<String> lasting(List<List<String>> timed, List<LabelMatch> matches) {
        if (matches.isEmpty() || matches.size() > 2) {
            return Optional.empty();
        }
        List<String> first = timed.get(matches.getFirst().index());
        List<String> last = timed.get(matches.getLast().index());
        int end = matches.size() == 1 ? 2 : 1;
        if (first.size() < 2 || last.size() <= end) {
            return Optional.empty();
        }
        Optional<Integer> from = minutes(first.get(1));
        Optional<Integer> to = minutes(last.get(end));
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        int lasts = Math.floorMod(to.get() - from.get(), 2 * HALF_DAY);
        String hours = counted(lasts / 60, "hour");
        String minutes = counted(lasts % 60, "minute");
        return Optional.of(hours.isEmpty() || minutes.isEmpty() ? hours + minutes : hours + ", " + minutes);
    }

    private static String counted(int number, String unit) {
        return number == 0 ? "" : number + " " + unit + (number == 1 ? "" : "s");
    }

    /** The same ride: the time in the same column of another row, or of the next time after that. */
    private static Optional<String> ride(List<String> from, List<String> to, int left) {
        List<Integer> departures = new ArrayList<>();
        for (int i = 1; i < Math.min(from.size(), to.size()); i++) {
            departures.add(minutes(from.get(i)).orElse(-1));
            if (departures.getLast() == left) {
                return Optional.of(clock(to.get(i)));
            }
        }
        return Optional.empty();
    }

    private static int column(Question question, List<String> header, int columns) {
        boolean end = question.has("end", "ends", "ended", "finish", "finishes", "over");
        boolean begin = question.has("begin", "begins", "start", "starts", "began");
        boolean arrive = question.has("arrive", "arrives", "arrival");
        boolean depart = question.has("depart", "departs", "departure", "leave", "leaves");
        for (int i = 1; i < header.size(); i++) {
            String name = header.get(i).toLowerCase(Locale.ROOT);
            if ((end && name.contains("end"))
                    || (begin && (name.contains("begin") || name.contains("start")))
                    || (arrive && name.contains("arriv"))
                    || (depart && (name.contains("depart") || name.contains("leav")))) {
                return i;
            }
        }
        return columns < 2 ? -1 : end || depart ? Math.min(2, columns - 1) : begin || arrive ? 1 : -1;
    }

    /** Minutes of the day of the first time in a text. */
    static Optional<Integer> minutes(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(matcher.group(1)) % 12;
        int half = matcher.group(3).equalsIgnoreCase("p") ? HALF_DAY : 0;
        return Optional.of(hour * 60 + Integer.parseInt(matcher.group(2)) + half);
    }

    /** As timetables print it: {@code 5:15 P.M.}. */
    private static String clock(String cell) {
        return minutes(cell)
                .map(time -> {
                    int hour = time % HALF_DAY / 60;
                    return (hour == 0 ? 12 : hour) + ":" + String.format(Locale.ROOT, "%02d", time % 60)
                            + (time >= HALF_DAY ? " P.M." : " A.M.");
                })
                .orElse("");
    }
}
