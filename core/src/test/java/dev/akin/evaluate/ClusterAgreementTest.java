package dev.akin.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ClusterAgreementTest {
    /// The values of scikit-learn's homogeneity_completeness_v_measure and adjusted_rand_score; purity by counting: 2 + 2 + 3 + 1 of 12.
    @Test
    void isScikitLearns() {
        int[] found = {0, 0, 1, 1, 2, 2, 2, 0, 1, 3, 3, 2};
        int[] given = {0, 0, 0, 1, 1, 1, 2, 2, 1, 2, 0, 1};
        ClusterAgreement agreement = ClusterAgreement.of(found, given);
        assertThat(agreement.homogeneity().value()).isCloseTo(0.42348567138199505, within(1e-12));
        assertThat(agreement.completeness().value()).isCloseTo(0.33603616063684655, within(1e-12));
        assertThat(agreement.v().value()).isCloseTo(0.37472655319904663, within(1e-12));
        assertThat(agreement.adjustedRand().value()).isCloseTo(0.10259579728059333, within(1e-12));
        assertThat(agreement.purity().value()).isCloseTo(8 / 12.0, within(1e-12));
        assertThat(agreement.purity().interval().low()).isLessThan(agreement.purity().value());
        assertThat(agreement.purity().interval().high()).isGreaterThan(agreement.purity().value());
    }

    @Test
    void namesOfGroupsDoNotMatter() {
        ClusterAgreement same =
                ClusterAgreement.of(new int[] {2, 2, 0, 0, 1}, new int[] {0, 0, 1, 1, 2});
        assertThat(same.v().value()).isCloseTo(1, within(1e-12));
        assertThat(same.adjustedRand().value()).isCloseTo(1, within(1e-12));
        assertThat(same.purity().value()).isEqualTo(1);
    }

    @Test
    void refusesUnequalNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterAgreement.of(new int[3], new int[2]))
                .withMessageContainingAll("3", "2");
    }
}
