package dev.maestro.local.experts.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoryMathTest {

    private static final Calculator CALCULATOR = new Calculator(2_000);

    private static Optional<String> answer(String story) {
        return StoryMath.formula(story)
                .flatMap(SafeMath::of)
                .map(Calculation::of)
                .flatMap(CALCULATOR::value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            A shelf holds 80 jars of honey, 30 jars of jam and 20 jars of syrup. How many more jars of honey than jam are there? | 50
            Mia folded 30 paper stars. She bought 45 paper stars and sold 12 paper stars. How many more paper stars did she buy than she sold? | 33
            There were 20 swimmers in the pool. 6 swimmers came in while some went out. Now there are 9 swimmers in the pool. How many more swimmers went out than came in? | 11
            Of 14 lamps some broke and 5 lamps remained. How many more lamps broke than remained? | 4
            The two hens weigh 9 pounds together. The white hen weighs 4 pounds. How much more does the brown hen weigh than the white hen? | 1
            Omar's sack weighs 4 pounds. Together the two sacks weigh 9 pounds. How much more does the other sack weigh than his? | 1
            A hall has 6 benches and each bench has 7 seats. How many more seats than benches are there? | 36
            A recipe asks for 9 spoons of salt and 12 spoons of pepper. Lea already added 5 spoons of salt. How many more spoons of pepper than salt does she need to add? | 8
            Uma has 3 fewer mugs and 5 more plates than Vic. Vic has 20 mugs and 12 plates. How many more mugs than plates does Vic have? | 8
            Uma has 3 fewer mugs and 5 more plates than Vic. Vic has 20 mugs and 12 plates. How many mugs does Uma have? | 17
            The dog ran 30 yards. The dog ran 8 yards farther than the cat. How far did they run in total? | 52
            Sol trains 4 hours on swimming and some more on rowing. He trains 3 hours more on rowing than on swimming. How many hours does he train on rowing? | 7
            The plates are packed into 12 crates of 30. How many plates are there? | 360
            A mill fills 20 bags of flour and 12 bags of bran each hour. How many bags of bran does it fill in 5 hours? | 60
            A mill fills 20 bags of flour and 12 bags of bran per hour. How many bags does it fill in 5 hours? | 160
            A farm has 4 red barns and 3 white barns. Each barn holds 9 cows. How many cows does it hold? | 63
            A barrel has 60 figs and a jar has 24 dates. Ali eats 5 figs and 3 dates a day. How many days will the dates last? | 8
            There are 90 seats on each train. 40 pupils go to the school. 6 pupils are not going on the trip. How many pupils are going on the trip? | 34
            A pond had 50 fish. Ned caught 12 of them in the morning and 9 in the evening. How many fish are left? | 29
            A bush had 40 berries. Ida picked 15 berries from the bush. How many berries are on the bush now? | 25
            Tom had 50 nuts while Jim had 8 nuts. Tom gave some of his nuts to Jim and now has 20 nuts left. How many nuts did Tom give to Jim? | 30
            Rita had 40 grapes. She ate some grapes. Then she ate 6 more. If she still has 10 grapes left. How many grapes had she eaten at first? | 24
            There were 6 tulips in the pot. Eva cut some tulips in a garden that had 80 tulips. There are now 15 tulips in the pot. How many tulips did Eva cut? | 9
            A room is 6 feet long and 5 feet wide. How much carpet covers 3 such rooms? | 90
            8 big cups, 6 small cups and 9 blue cups are on the table. How many big and small cups are on the table? | 14
            Zoe drank 3 cups of tea. Then she drank 2 more. She also drank 4 cups of milk. How many cups of tea and milk did Zoe drink altogether? | 9
            90 guests came on friday and 60 guests came on sunday. How many guests came within 12 days? | 150
            A bakery made 45 rolls in the morning and 30 rolls in the afternoon. It sold 20 rolls. How many rolls are left? | 55
            Each ticket costs 7 dollars. Lena bought 6 tickets and a poster for 15 dollars. How much did she spend on tickets? | 42
            Paula has 48 stamps. She puts 6 stamps on each page. How many pages does she fill? | 8
            Kim scored 14 points in the first game and 9 points in the second game. How many more points did she score in the first game than in the second game? | 5
            Noah had 20 marbles. He won 7 marbles and then lost 4 marbles. How many marbles does he have now? | 23
            A gardener planted 36 roses in 4 equal rows. How many roses are in each row? | 9
            The school has 240 boys and 310 girls. How many pupils does the school have? | 550
            The school has 240 boys and 310 girls. How many fewer boys than girls are there? | 70
            A book has 220 pages. Tom read 85 pages on monday and 60 pages on tuesday. How many pages does he still have to read? | 75
            Nina is 12 years old. Her brother is 5 years younger than her. How old is her brother? | 7
            Nina is 12 years old and her brother is 5 years younger than Nina. How old is her brother? | 7
            Jon has 15 coins. He has 6 more coins than Eli. How many coins does Eli have? | 9
            A rope is 40 meters long. It is cut into 8 equal pieces. How long is each piece? | 5
            Zed had 50 dollars. He spent 18 dollars on a hat and 12 dollars on a belt. How much money does he have left? | 20
            Zed had 50 dollars. After he bought a hat he had 32 dollars left. How much did the hat cost? | 18
            Lou needs 60 bricks for a wall. She has 42 bricks. How many more bricks does she need? | 18
            Lou has 42 bricks and needs 60 bricks for a wall. How many more bricks does she need? | 18
            A hen lays 4 eggs a week. How many eggs does it lay in 6 weeks? | 24
            A train has 9 cars. In each car there are 40 seats. 300 seats are taken. How many seats are in the train? | 360
            Ivy collected 25 shells. She gave 8 shells to Ben and 5 shells to Cal. How many shells did she give away? | 13
            Ivy collected 25 shells. She gave 8 shells to Ben and 5 shells to Cal. How many shells does she have left? | 12
            There were 18 ducks on the pond. Some ducks flew away. Then there were 7 ducks left. How many ducks flew away? | 11
            Some birds sat on a roof. 6 more birds came. Now there are 14 birds. How many birds sat on the roof at first? | 8
            Max ate 5 of the 12 plums. How many plums were left? | 7
            Pam had 33 red pens and 12 blue pens. She lost 9 red pens. How many red pens does she have now? | 24
            Gus sold 14 pies on friday, 23 pies on saturday and 9 pies on sunday. How many pies did he sell on saturday and sunday? | 32
            Gus baked 60 pies and 25 cakes. He sold 14 pies and 9 cakes. How many pies did he have left? | 46
            Fred weighs 80 kilograms. His son weighs 35 kilograms less than Fred. How much does his son weigh? | 45
            A box holds 24 cans. The shop sold 15 boxes on monday and 9 boxes on tuesday. How many more boxes did it sell on monday than on tuesday? | 6
            Mr. Hale has 96 sheets of paper and 12 pupils. If he gives every pupil the same number of sheets. How many sheets does each pupil get? | 8
            Una jogged 5 miles every day. How many miles did she jog in 14 days? | 70
            A club had 35 members. 12 members left and 20 new members joined. How many members does the club have now? | 43
            The red ribbon is 18 inches long. The green ribbon is 7 inches shorter than the red ribbon. How long is the green ribbon? | 11
            Bea paid 36 dollars for 4 shirts. How much did each shirt cost? | 9
            Bea paid 36 dollars for 4 shirts and 20 dollars for 2 hats. How much did each hat cost? | 10
            Dora had 8 dollars. She earned 5 dollars on monday and spent 3 dollars on tuesday. How much money does she have now? | 10
            Each pack has 12 cookies. Ed bought 5 packs and ate 7 cookies. How many cookies does he have left? | 53
            In the morning 17 people swam and 9 people sailed. In the afternoon 11 people swam. How many people swam that day? | 28
            In the morning 17 people swam and 9 people sailed. In the afternoon 11 people swam. How many more people swam in the morning than in the afternoon? | 6
            Ron has 4 boxes with 12 crayons each. Sue has 3 boxes with 10 crayons each. How many crayons does Ron have? | 48
            """)
    void takesTheQuantitiesThatTheQuestionMeans(String story, String answer) {
        assertThat(answer(story)).contains(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "How many?",
                "Ann had some beads. She lost a few. How many beads are left?",
                "Ann had 31 beads and Ben had 12 beads.",
                "There are 5 boxes in the shop. How many pens does each box hold?",
                "0 friends share 0 cakes equally. How many cakes does each friend get?",
                "There are 40 pens. Each box holds 0 pens. How many boxes are needed?",
                "Is a kite that is 6 feet long and 5 feet wide wider than 4 feet?"
            })
    void hasNoAnswerWhereTheStoryGivesNone(String story) {
        assertThat(answer(story)).isEmpty();
    }

    @Test
    void reckonsWithHugeNumbers() {
        String nines = "9".repeat(30);

        assertThat(answer("Ann had " + nines + " beads. She lost 9 beads. How many beads are left?"))
                .contains("9".repeat(29) + "0");
    }
}
