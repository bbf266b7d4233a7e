package dev.maestro.lab.tasks.reading;

import dev.maestro.lab.tasks.family.Pool;
import java.util.List;

/** Names, goods and questions of receipts. */
final class ReceiptWords {

    static final Pool<List<String>> COMPANIES = new Pool<>(
            "companies",
            List.of(
                    List.of("Harbour", "Green Leaf", "Sunrise", "Old Town", "Silver Fox"),
                    List.of("North Star", "Bluebird", "Maple", "Riverside", "Golden Bell")),
            List.of(List.of("Stone Bridge", "Cedar", "White Swan", "Hilltop")),
            List.of(List.of("Red Lantern", "Orchard", "Lighthouse", "Copper Pot", "Meadow View")));

    static final Pool<List<String>> GOODS = new Pool<>(
            "goods",
            List.of(
                    List.of(
                            "Milk", "Bread", "Butter", "Cheese", "Apples", "Coffee", "Sugar", "Rice", "Honey", "Tea",
                            "Flour", "Salt", "Eggs", "Pasta", "Olives", "Beans", "Yogurt", "Juice", "Onions", "Soap"),
                    List.of(
                            "Notebook",
                            "Pencil",
                            "Eraser",
                            "Ruler",
                            "Stapler",
                            "Marker",
                            "Folder",
                            "Scissors",
                            "Glue",
                            "Paper",
                            "Envelope",
                            "Stamp",
                            "Clips",
                            "Ink",
                            "Chalk",
                            "Tape",
                            "Labels",
                            "Pins",
                            "Binder",
                            "Globe")),
            List.of(List.of(
                    "Soup",
                    "Salad",
                    "Burger",
                    "Fries",
                    "Pizza",
                    "Lemonade",
                    "Steak",
                    "Noodles",
                    "Sushi",
                    "Omelette",
                    "Toast",
                    "Waffle",
                    "Muffin",
                    "Cider",
                    "Cocoa",
                    "Curry",
                    "Kebab",
                    "Taco",
                    "Cake",
                    "Sorbet")),
            List.of(List.of(
                    "Hammer", "Nails", "Drill", "Saw", "Paint", "Brush", "Ladder", "Screws", "Gloves", "Bucket", "Rope",
                    "Wire", "Hinge", "Lock", "Torch", "Sander", "Pliers", "Chisel", "Filler", "Tiles")));

    static final Pool<String> TOTAL = new Pool<>(
            "total",
            List.of("What is the total?", "How much is the total amount on the receipt?", "What is the total to pay?"),
            List.of("What does the receipt come to in total?"),
            List.of("State the final amount of this receipt.", "How much did everything cost together, tax included?"));

    static final Pool<String> DATE = new Pool<>(
            "date",
            List.of("What is the date on the receipt?", "When was the receipt issued?", "Read the date."),
            List.of("On which day was this bought?"),
            List.of("Give the purchase date as printed.", "Which date does the receipt bear?"));

    static final Pool<String> COMPANY = new Pool<>(
            "company",
            List.of("Which company issued the receipt?", "What is the name of the shop?"),
            List.of("Who is the seller?"),
            List.of("Name the business on the receipt.", "From which store is this receipt?"));

    static final Pool<String> PHONE = new Pool<>(
            "phone",
            List.of("What is the telephone number on the receipt?", "What is the phone number of the shop?"),
            List.of("Which number can one call?"),
            List.of("Give the printed phone number.", "Under which number is the shop reached?"));

    static final Pool<String> PRICE = new Pool<>(
            "price",
            List.of("What is the price of {0}?", "How much does {0} cost?", "What was paid for {0}?"),
            List.of("Which price stands beside {0}?"),
            List.of("State the amount charged for {0}.", "What did {0} come to?"));

    private ReceiptWords() {}
}
