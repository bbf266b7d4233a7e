package dev.maestro.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.report.Charts.Label;
import dev.maestro.report.Findings.FrontierPoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartsTest {

    private static FrontierPoint point(double cost, double accuracy) {
        return new FrontierPoint("policy", accuracy, 0, cost, true, false);
    }

    @Test
    void dotsThatHideEachOtherShareALabel() {
        List<FrontierPoint> points = List.of(point(4, 0.7), point(100, 0.7), point(4.5, 0.71), point(4, 0.5));

        List<Label> labels = Charts.labels(points, FrontierPoint::costMicroUsd);

        assertThat(labels).extracting(Label::numbers).containsExactly("1, 3", "2", "4");
        assertThat(labels.getFirst().y()).isCloseTo(0.75, within(1e-9)); // above the higher of both
    }

    @Test
    void theLabelOfADotAtTheTopStandsBelowIt() {
        List<Label> labels = Charts.labels(List.of(point(0, 1)), FrontierPoint::costMicroUsd);

        assertThat(labels).singleElement().satisfies(label -> assertThat(label.y())
                .isLessThan(1));
    }
}
