package dev.maestro.lab.tasks.reading;

import dev.maestro.lab.tasks.draw.Dice;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a receipt says; amounts in cents.
 *
 * @param goods bought, one of each
 * @param prices in the order of the goods
 * @param cash handed over, at least the total
 */
record Receipt(
        String company,
        String street,
        String phone,
        String date,
        String time,
        List<String> goods,
        List<Integer> prices,
        int tax,
        int cash) {

    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    static Receipt random(Dice dice, String name, List<String> goods, String separator) {
        List<Integer> prices = IntStream.range(0, goods.size())
                .mapToObj(i -> dice.between(49, 4999))
                .toList();
        int subtotal = prices.stream().mapToInt(Integer::intValue).sum();
        int tax = subtotal * dice.of(List.of(5, 7, 10, 19)) / 100;
        int cash = (subtotal + tax) / 1000 * 1000 + dice.of(List.of(1000, 2000));
        String company = name + dice.of(List.of(" Market", " Store", " Trading Ltd", " & Sons", " Supplies"));
        String street = dice.between(2, 240) + dice.of(List.of(" High Street", " Mill Road", " Station Lane"));
        String phone = dice.of(List.of("01", "02", "03", "07")) + dice.word("123456789", 1) + "-"
                + dice.word("0123456789", 3) + " " + dice.word("0123456789", 4);
        String time = two(dice.between(8, 21)) + ":" + two(dice.between(0, 59));
        return new Receipt(company, street, phone, date(dice, separator), time, goods, prices, tax, cash);
    }

    int subtotal() {
        return prices.stream().mapToInt(Integer::intValue).sum();
    }

    int total() {
        return subtotal() + tax;
    }

    private static String date(Dice dice, String separator) {
        int day = dice.between(1, 28);
        int month = dice.between(1, 12);
        int year = dice.between(2012, 2025);
        return switch (separator) {
            case "m" -> day + " " + MONTHS.get(month - 1) + " " + year;
            case "-" -> year + "-" + two(month) + "-" + two(day);
            default -> two(day) + separator + two(month) + separator + year;
        };
    }

    private static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }
}
