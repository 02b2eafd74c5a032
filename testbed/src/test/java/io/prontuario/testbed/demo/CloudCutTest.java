package io.prontuario.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.ReadResult.Answered;
import io.prontuario.testbed.load.ReadResult.Failed;
import io.prontuario.testbed.load.ReadResult.FailureKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloudCutTest {
    private static final SiteNames SITES = new SiteNames("one", "two", "edge", "cloud");
    private static final GetRecord FAILED = new GetRecord(9, 0, 1, new Failed(FailureKind.BROKEN, "x"));

    private static GetRecord by(String site) {
        return new GetRecord(1, 0, 1, new Answered(site, "full", false));
    }

    @Test
    void aReadMayMoveToTheOtherHostButNotToTheCloud() {
        assertThat(CloudCut.stayedOnSite(List.of(by("one"), by("one"), by("two"), FAILED), SITES))
                .isEqualTo(new StepCheck("routes", true, "answers by site: {one=2, two=1}"));
        assertThat(CloudCut.stayedOnSite(List.of(by("one"), by("cloud")), SITES).passed())
                .isFalse();
        assertThat(CloudCut.stayedOnSite(List.of(FAILED), SITES).passed()).isFalse();
    }
}
