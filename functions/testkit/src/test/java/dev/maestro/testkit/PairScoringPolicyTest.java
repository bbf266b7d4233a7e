package dev.maestro.testkit;

import dev.maestro.core.decide.Policy;
import dev.maestro.core.observe.CalibrationData;

class PairScoringPolicyTest extends PolicyContract {

    @Override
    protected Policy policy(CalibrationData calibrated) {
        return TestPolicies.of(world, calibrated).policy(TestPolicies.entry(policyId()));
    }

    @Override
    protected String policyId() {
        return "pair-scoring";
    }
}
